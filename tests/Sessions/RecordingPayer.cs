using System.Collections.Concurrent;
using Parley.Sessions.Debts;

namespace Parley.Sessions.Tests;

/// <summary>Notes what it is offered and never pays.</summary>
public sealed class RecordingPayer : IDebtPayer
{
    private readonly ConcurrentQueue<(string SessionId, Debt Debt)> offers = new();

    public DebtKind Kind => DebtKind.Reply;

    public IReadOnlyList<(string SessionId, Debt Debt)> Offers => [.. offers];

    public Task PayAsync(string sessionId, Debt debt, CancellationToken cancellation)
    {
        offers.Enqueue((sessionId, debt));
        return Task.CompletedTask;
    }
}
