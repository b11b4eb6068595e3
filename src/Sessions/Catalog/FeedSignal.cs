namespace Parley.Sessions.Catalog;

/// <summary>Wakes this process's readers of the feed when its catalog has committed changes.</summary>
public sealed class FeedSignal
{
    private TaskCompletionSource next = New();

    /// <summary>Completes with the next commit.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Pulse() => Interlocked.Exchange(ref next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
