namespace Parley.Workflows.Satisfaction;

/// <summary>How satisfied the writer of a message is: 1 (not at all) to 5, how sure that is (0 to 1), and what decided.</summary>
public sealed record SatisfactionJudgement(int Score, double Confidence, IReadOnlyList<string> Evidence);
