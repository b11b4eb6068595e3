using System.Diagnostics;
using Parley.Sessions.Debts;

namespace Parley.Sessions;

internal static class SessionTraces
{
    private static readonly ActivitySource Source = new("Parley.Sessions");

    /// <summary>Pays a debt as part of the trace that it arose in, also where nobody listens: the workflow that it starts keeps that trace.</summary>
    public static Activity? Payment(string sessionId, Debt debt, ActivityContext cause)
    {
        Activity.Current = null;
        var span = Source.StartActivity("pay debt", ActivityKind.Internal, cause);
        if (span is null && cause != default)
        {
            span = new Activity("pay debt").SetParentId(cause.TraceId, cause.SpanId, cause.TraceFlags).Start();
        }

        return span?.SetTag("debt.kind", debt.Kind.ToString()).SetTag("session.id", sessionId).SetTag("message.number", debt.Number);
    }
}
