using System.Diagnostics;
using Dapr.Embedded.Workflows.History;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dapr.Embedded.Workflows;

/// <summary>Runs activities, each in a scope of its own, and hands on what became of them.</summary>
/// <param name="types">Makes activities.</param>
/// <param name="scopes">Makes their scopes.</param>
/// <param name="metrics">Takes their durations.</param>
/// <param name="log">Takes their exceptions, of which history keeps only type and message.</param>
/// <param name="ended">Records a result; must not throw.</param>
/// <param name="applicationStopping">Cancelled when the application stops, by whatever cause.</param>
internal sealed partial class ActivityRunner(
    WorkflowTypes types,
    IServiceScopeFactory scopes,
    WorkflowMetrics metrics,
    ILogger log,
    Func<WorkflowInstance, WorkflowEvent, Task> ended,
    CancellationToken applicationStopping)
{
    /// <summary>The SDK's worker runs no more at once either.</summary>
    private const int MostAtOnce = 100;

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
            if (stopping || running == MostAtOnce)
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
            _ = RecordAsync(activity.Instance, await RunAsync(activity));
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

    private async Task<WorkflowEvent> RunAsync(ScheduledActivity scheduled)
    {
        var task = scheduled.Task;
        var started = Stopwatch.GetTimestamp();
        using var span = RuntimeTraces.StartActivity(task.Name, scheduled.Instance.Id, scheduled.TraceParent);
        WorkflowEvent result;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var activity = types.CreateActivity(scope.ServiceProvider, task.Name);
            var output = await activity.RunAsync(
                new ActivityContext(scheduled.Instance.Id, task.Id, task.Name),
                Payload.Read(task.Input, activity.InputType));
            result = new TaskCompleted(task.Id, Payload.Write(output));
        }
        catch (Exception exception)
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            LogFailure(exception, task.Name, scheduled.Instance.Id, span?.TraceId);
            result = new TaskFailed(task.Id, Failure.Of(exception));
        }

        metrics.ActivityEnded(task.Name, result is TaskCompleted, Stopwatch.GetElapsedTime(started));
        return result;
    }

    [LoggerMessage(LogLevel.Warning, "Activity {Activity} of workflow instance {InstanceId} failed, trace {TraceId}.")]
    private partial void LogFailure(Exception exception, string activity, string instanceId, ActivityTraceId? traceId);
}
