namespace Dapr.Sidecar.Workflows;

/// <summary>The turns that came last. One that comes a second time must not be answered a second time: by then the sidecar may wait for
/// the answer of the next, and without completion tokens it cannot tell them apart.</summary>
internal sealed class RecentTurns
{
    private const int Most = 1000;

    private readonly Lock gate = new();
    private readonly HashSet<TurnKey> known = [];
    private readonly Queue<TurnKey> order = [];

    /// <summary>False when the turn came before.</summary>
    public bool TryAdd(TurnKey turn)
    {
        lock (gate)
        {
            if (!known.Add(turn))
            {
                return false;
            }

            order.Enqueue(turn);
            if (order.Count > Most)
            {
                known.Remove(order.Dequeue());
            }

            return true;
        }
    }
}
