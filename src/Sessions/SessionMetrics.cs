using System.Diagnostics.Metrics;
using Parley.Sessions.Replies;

namespace Parley.Sessions;

internal static class SessionMetrics
{
    private static readonly Meter Meter = new("Parley.Sessions");
    private static readonly Histogram<double> Replies = Meter.CreateHistogram<double>(
        "parley.replies", "s", "Owed replies that were closed, by outcome; the time since their message.");

    public static void ReplyClosed(ReplyRecord record) => Replies.Record(
        (record.ClosedAt!.Value - record.CreatedAt).TotalSeconds, new KeyValuePair<string, object?>("outcome", record.Status.ToString()));
}
