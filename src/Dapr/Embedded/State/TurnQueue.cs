namespace Dapr.Embedded.State;

/// <summary>The turns that wait for the next commit. The committer is a thread of its own, since stores block it.</summary>
internal sealed class TurnQueue
{
    private const int MaxGroup = 256;
    private const int MaxTurns = 8192;
    private const long MaxBytes = 64 << 20;

    private readonly object gate = new();
    private readonly Queue<Turn> turns = new();
    private long bytes;
    private bool closed;

    /// <returns>Why the turn may not wait: too much does already, or the store is closed. Null when it may.</returns>
    public DaprException? Add(Turn turn)
    {
        lock (gate)
        {
            if (closed)
            {
                return new DaprException("The state store is closed.");
            }

            if (turns.Count == MaxTurns || (bytes > 0 && bytes + turn.Bytes > MaxBytes))
            {
                return new DaprException($"The state store is overloaded: {turns.Count} writes of {bytes} bytes wait for it.");
            }

            bytes += turn.Bytes;
            turns.Enqueue(turn);
            if (turns.Count == 1)
            {
                Monitor.Pulse(gate);
            }

            return null;
        }
    }

    /// <summary>Waits for turns and moves the oldest into a group.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool Take(List<Turn> group)
    {
        lock (gate)
        {
            while (turns.Count == 0 && !closed)
            {
                Monitor.Wait(gate);
            }

            while (group.Count < MaxGroup && turns.TryDequeue(out var turn))
            {
                bytes -= turn.Bytes;
                group.Add(turn);
            }

            return group.Count > 0;
        }
    }

    /// <summary>Refuses new turns; those that wait are still taken.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            Monitor.Pulse(gate);
        }
    }
}
