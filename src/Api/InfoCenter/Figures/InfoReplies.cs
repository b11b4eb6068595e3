namespace Parley.Api.InfoCenter.Figures;

/// <param name="Total">How many messages have a reply.</param>
/// <param name="AvgResponseTime">The mean time from message to reply, in seconds.</param>
public sealed record InfoReplies(long Total, double AvgResponseTime);
