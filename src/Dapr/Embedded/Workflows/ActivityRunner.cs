using Dapr.Workflow.History;
using Dapr.Workflow.Replay;

namespace Dapr.Embedded.Workflows;

/// <summary>Runs activities, so many at once, and hands on what became of them.</summary>
/// <param name="activities">Runs one.</param>
/// <param name="ended">Records a result; must not throw.</param>
/// <param name="applicationStopping">Cancelled when the application stops, by whatever cause.</param>
internal sealed class ActivityRunner(
    ActivityInvoker activities, Func<WorkflowInstance, WorkflowEvent, Task> ended, CancellationToken applicationStopping)
{
    private readonly Lock gate = new();
    private readonly Queue<ScheduledActivity> waiting = [];
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int running;
    private int unrecorded;
    private bool stopping;

    public void Enqueue(ScheduledActivity activity)
    {
        lock (gate)
        {
            waiting.Enqueue(activity);
            if (stopping || running == ActivityInvoker.MostAtOnce)
            {
                return;
            }

            running++;
        }

        // Without the caller's context: a worker serves many instances, each with a trace of its own.
        ThreadPool.UnsafeQueueUserWorkItem(static runner => _ = runner.WorkAsync(), this, preferLocal: false);
    }

    /// <summary>Ends when no activity runs any more after <see cref="Quiesce"/>, and all results are recorded.</summary>
    public Task Drained => drained.Task;

    /// <summary>Starts no more activities.</summary>
    public void Quiesce()
    {
        lock (gate)
        {
            stopping = true;
            SignalWhenDrained();
        }
    }

    private async Task WorkAsync()
    {
        while (Next() is { } activity)
        {
            _ = RecordAsync(activity.Instance, await activities.InvokeAsync(activity.Instance.Id, activity.Task, activity.TraceParent));
        }
    }

    private ScheduledActivity? Next()
    {
        lock (gate)
        {
            while (!stopping && waiting.TryDequeue(out var activity))
            {
                if (!activity.Instance.HasEnded)
                {
                    unrecorded++;
                    return activity;
                }
            }

            running--;
            SignalWhenDrained();
            return null;
        }
    }

    private async Task RecordAsync(WorkflowInstance instance, WorkflowEvent result)
    {
        // What fails during a stop may have failed because of it; the next start runs it again.
        if (result is TaskCompleted || !(stopping || applicationStopping.IsCancellationRequested))
        {
            await ended(instance, result);
        }

        lock (gate)
        {
            unrecorded--;
            SignalWhenDrained();
        }
    }

    private void SignalWhenDrained()
    {
        if (stopping && running == 0 && unrecorded == 0)
        {
            drained.TrySetResult();
        }
    }
}
