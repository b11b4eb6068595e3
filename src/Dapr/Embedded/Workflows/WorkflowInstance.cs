using Dapr.Embedded.Workflows.History;
using Dapr.Workflow.History;
using Dapr.Workflow.Replay;

namespace Dapr.Embedded.Workflows;

/// <summary>An instance that has not ended, in memory. Its document and execution are touched by who holds its gate only.</summary>
internal sealed class WorkflowInstance(string id) : IDisposable
{
    private readonly Lock inboxLock = new();
    private readonly List<WorkflowEvent> inbox = [];
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id { get; } = id;

    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>What the store holds, or will when the turn is committed; null when it must be read.</summary>
    public InstanceDocument? Document { get; set; }

    /// <summary>The code at the end of the document's history; null when it must be replayed.</summary>
    public WorkflowExecution? Execution { get; set; }

    /// <summary>Activities that wait or run, and timers that are armed.</summary>
    public HashSet<int> Started { get; } = [];

    /// <summary>Ends when the instance is no longer in memory: the store says why.</summary>
    public Task Ended => ended.Task;

    public bool HasEnded => ended.Task.IsCompleted;

    public bool HasEvents
    {
        get
        {
            lock (inboxLock)
            {
                return inbox.Count > 0;
            }
        }
    }

    public void Post(WorkflowEvent happened)
    {
        lock (inboxLock)
        {
            inbox.Add(happened);
        }
    }

    /// <summary>What has happened and is not recorded yet. It stays until <see cref="Forget"/>, in case the commit fails.</summary>
    public IReadOnlyList<WorkflowEvent> Events()
    {
        lock (inboxLock)
        {
            return [.. inbox];
        }
    }

    public void Forget(int events)
    {
        lock (inboxLock)
        {
            inbox.RemoveRange(0, events);
        }
    }

    /// <summary>Forgets all that the store can tell again.</summary>
    public async ValueTask DropAsync()
    {
        Document = null;
        if (Execution is { } execution)
        {
            Execution = null;
            await execution.DisposeAsync();
        }
    }

    public void SignalEnd() => ended.TrySetResult();

    public void Dispose() => Gate.Dispose();
}
