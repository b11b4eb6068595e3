namespace Dapr.Embedded.State;

/// <summary>The one writer of a store: turns that arrive while a commit runs share the next one, so that many pay for one
/// sync of the disk. A turn that is refused takes no other with it; a commit that fails fails all its turns.</summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private readonly TurnQueue queue = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IGroupWriter writer;
    private readonly TimeSpan timeout;
    private readonly TimeProvider time;
    private readonly StateMetrics metrics;

    /// <param name="writer">The store's writer; it ends with the commits.</param>
    /// <param name="component">The component's name, for metrics.</param>
    /// <param name="timeout">How long a turn may wait for its commit to begin.</param>
    /// <param name="time">The clock.</param>
    public GroupCommit(IGroupWriter writer, string component, TimeSpan timeout, TimeProvider time)
    {
        this.writer = writer;
        this.timeout = timeout;
        this.time = time;
        metrics = new StateMetrics(component);
        new Thread(Run) { IsBackground = true, Name = $"Commits of {component}" }.Start();
    }

    public Task WriteAsync(IReadOnlyList<StateWrite> writes)
    {
        var turn = new Turn(writes, time.GetTimestamp());
        return queue.Add(turn) is { } refusal ? Task.FromException(refusal) : turn.Task;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Close();
        await ended.Task;
        writer.Dispose();
    }

    private void Run()
    {
        var group = new List<Turn>();
        while (queue.Take(group))
        {
            Commit(group);
            group.Clear();
        }

        ended.SetResult();
    }

    private void Commit(List<Turn> group)
    {
        var started = time.GetTimestamp();
        foreach (var turn in group.Where(turn => time.GetElapsedTime(turn.Queued, started) > timeout))
        {
            turn.Refusal = new DaprException($"The write waited longer than {timeout} for its commit.");
        }

        try
        {
            writer.Commit([.. group.Where(turn => turn.Refusal is null)]);
        }
        catch (Exception failure)
        {
            Fail(group, failure);
            return;
        }

        Complete(group, time.GetElapsedTime(started));
    }

    private void Complete(List<Turn> group, TimeSpan duration)
    {
        var (written, bytes) = (0L, 0L);
        foreach (var turn in group)
        {
            if (turn.Refusal is { } refusal)
            {
                turn.SetException(refusal);
                continue;
            }

            written += turn.Writes.Count;
            bytes += turn.Bytes;
            turn.SetResult();
        }

        metrics.Committed(group.Count, written, bytes, duration);
    }

    private static void Fail(List<Turn> group, Exception failure)
    {
        foreach (var turn in group)
        {
            turn.SetException(new DaprException($"The commit failed, and it is not known whether it took place: {failure.Message}", failure));
        }
    }
}
