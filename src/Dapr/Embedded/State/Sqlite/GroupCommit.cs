namespace Dapr.Embedded.State.Sqlite;

/// <summary>The one writer of a database: turns that arrive while a commit runs share the next one, so that many pay for one
/// sync of the disk. A turn that is refused takes no other with it; a commit that fails fails all its turns.</summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private readonly TurnQueue queue = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Connection connection;
    private readonly TurnWriter turns;
    private readonly TimeSpan timeout;
    private readonly TimeProvider time;
    private readonly StateMetrics metrics;
    private readonly Statement begin;
    private readonly Statement commit;
    private readonly ITimer? sweeper;
    private volatile bool sweepIsDue;

    public GroupCommit(Connection connection, string component, SqliteSettings settings, TimeProvider time)
    {
        this.connection = connection;
        this.time = time;
        timeout = settings.Timeout;
        metrics = new StateMetrics(component);
        turns = new TurnWriter(connection, settings.Table, time);
        begin = connection.Prepare("BEGIN IMMEDIATE");
        commit = connection.Prepare("COMMIT");
        new Thread(Run) { IsBackground = true, Name = $"Commits of {component}" }.Start();
        if (settings.CleanupInterval > TimeSpan.Zero)
        {
            sweeper = time.CreateTimer(_ => Sweep(), null, settings.CleanupInterval, settings.CleanupInterval);
        }
    }

    public Task WriteAsync(IReadOnlyList<StateWrite> writes)
    {
        var turn = new Turn(writes, time.GetTimestamp());
        return queue.Add(turn) is { } refusal ? Task.FromException(refusal) : turn.Task;
    }

    public async ValueTask DisposeAsync()
    {
        if (sweeper is not null)
        {
            await sweeper.DisposeAsync();
        }

        queue.Close();
        await ended.Task;
        connection.Dispose();
    }

    private void Sweep()
    {
        sweepIsDue = true;
        // Only to wake the writer, which needs no waking when its queue is full.
        _ = WriteAsync([]);
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
        try
        {
            begin.Run();
            foreach (var turn in group)
            {
                turn.Refusal = time.GetElapsedTime(turn.Queued, started) > timeout
                    ? new DaprException($"The write waited longer than {timeout} for its commit.")
                    : turns.Write(turn.Writes) is { } key ? new StateConflictException(key) : null;
            }

            if (sweepIsDue)
            {
                sweepIsDue = false;
                turns.DeleteExpired();
            }

            commit.Run();
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

    private void Fail(List<Turn> group, Exception failure)
    {
        try
        {
            if (connection.InTransaction)
            {
                connection.Execute("ROLLBACK");
            }
        }
        catch (DaprException)
        {
            // The next BEGIN fails on what is left and says so.
        }

        foreach (var turn in group)
        {
            turn.SetException(new DaprException($"The commit failed, and it is not known whether it took place: {failure.Message}", failure));
        }
    }
}
