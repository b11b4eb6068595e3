using Dapr.Workflow.History;

namespace Dapr.Workflow.Replay;

/// <summary>The context of one execution: numbers what the code asks for, and hands it the events of history in their order.</summary>
internal sealed class ReplayContext(string name, string instanceId, string appId, Action strayed) : WorkflowContext
{
    private readonly Dictionary<int, OpenTask> open = [];
    private List<WorkflowAction> asked = [];
    private DateTime now;
    private bool replaying;
    private int nextId;
    private int turnThread;

    public override string Name => name;

    public override string InstanceId => instanceId;

    public override DateTime CurrentUtcDateTime => now;

    public override bool IsReplaying => replaying;

    public IReadOnlyDictionary<int, OpenTask> Open => open;

    /// <summary>Whether code went on outside of a turn, on a thread of its own.</summary>
    public bool Strayed { get; private set; }

    public void BeginTurn(DateTime time, bool isReplay)
    {
        now = time;
        replaying = isReplay;
        asked = [];
        turnThread = Environment.CurrentManagedThreadId;
    }

    public IReadOnlyList<WorkflowAction> EndTurn()
    {
        turnThread = 0;
        return asked;
    }

    public void Apply(WorkflowEvent happened)
    {
        if (!open.Remove(happened.Id, out var task))
        {
            return;
        }

        switch (happened)
        {
            case TaskCompleted completed:
                task.Source.TrySetResult(completed.Output);
                break;
            case TaskFailed { Failure: var failure }:
                task.Source.TrySetException(new WorkflowTaskFailedException($"Task failed: {failure.Message}", failure.ToDetails()));
                break;
            case TimerFired:
                task.Source.TrySetResult(null);
                break;
        }
    }

    /// <summary>Whether this is the turn's thread; any other is reported as a stray.</summary>
    public bool IsTurn()
    {
        if (turnThread == Environment.CurrentManagedThreadId)
        {
            return true;
        }

        Strayed = true;
        strayed();
        return false;
    }

    public override async Task<T> CallActivityAsync<T>(string name, object? input = null, WorkflowTaskOptions? options = null)
    {
        if (options?.TargetAppId is { } target && target != appId)
        {
            throw new NotSupportedException($"This runtime runs activities of '{appId}' only, not of '{target}'.");
        }

        var policy = options?.RetryPolicy;
        var json = Payload.Write(input);
        var started = now;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Payload.Read<T>(await Ask(new TaskScheduled(nextId, name, json)));
            }
            catch (WorkflowTaskFailedException) when (policy is not null && policy.Allows(attempt + 1, now - started))
            {
                await Ask(new TimerCreated(nextId, now + policy.WaitAfter(attempt)));
            }
        }
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        if (fireAt.Kind != DateTimeKind.Utc)
        {
            throw new ArgumentException("A timer's time must be UTC.", nameof(fireAt));
        }

        var id = nextId;
        var fired = Ask(new TimerCreated(id, fireAt));
        cancellationToken.Register(() => Cancel(id, cancellationToken));
        return fired;
    }

    private Task<string?> Ask(WorkflowAction action)
    {
        if (!IsTurn())
        {
            throw new InvalidOperationException("Workflow code used its context outside of a turn.");
        }

        var task = new OpenTask(action, new TaskCompletionSource<string?>());
        open.Add(action.Id, task);
        asked.Add(action);
        nextId++;
        return task.Source.Task;
    }

    private void Cancel(int id, CancellationToken cancellation)
    {
        if (IsTurn() && open.Remove(id, out var timer))
        {
            timer.Source.TrySetCanceled(cancellation);
        }
    }
}
