using System.Diagnostics.Metrics;
using Parley.Sessions.Debts;
using Parley.Sessions.Replies;

namespace Parley.Sessions;

internal static class SessionMetrics
{
    private static readonly Meter Meter = new("Parley.Sessions");
    private static readonly Histogram<double> Replies = Meter.CreateHistogram<double>(
        "parley.replies", "s", "Owed replies that were closed, by outcome; the time since their message.");

    private static readonly Counter<long> Owed = Meter.CreateCounter<long>("parley.debts.owed", "{debt}", "Debts that arose, by kind.");
    private static readonly Counter<long> Settled = Meter.CreateCounter<long>("parley.debts.settled", "{debt}", "Debts that were settled, whatever their outcome, by kind.");

    public static void Changed(SessionTurn turn)
    {
        turn.Owed.ForEach(static debt => Owed.Add(1, KindOf(debt)));
        turn.Settled?.ForEach(static debt => Settled.Add(1, KindOf(debt)));
    }

    public static void ReplyClosed(ReplyRecord record) => Replies.Record(
        (record.ClosedAt!.Value - record.CreatedAt).TotalSeconds, new KeyValuePair<string, object?>("outcome", record.Status.ToString()));

    private static KeyValuePair<string, object?> KindOf(Debt debt) => new("kind", debt.Kind.ToString());
}
