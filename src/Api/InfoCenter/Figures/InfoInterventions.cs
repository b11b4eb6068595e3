namespace Parley.Api.InfoCenter.Figures;

/// <param name="Total">How many messages a human intervened in.</param>
/// <param name="Rate">Their share of all messages, in percent.</param>
public sealed record InfoInterventions(long Total, double Rate);
