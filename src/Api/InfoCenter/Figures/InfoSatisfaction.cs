namespace Parley.Api.InfoCenter.Figures;

/// <param name="AvgScore">The mean of the scores.</param>
/// <param name="HighSatisfaction">How many scores are 4 or 5.</param>
/// <param name="LowSatisfaction">How many scores are 1 or 2.</param>
public sealed record InfoSatisfaction(double AvgScore, long HighSatisfaction, long LowSatisfaction);
