using System.Diagnostics;
using Dapr.Embedded;
using Dapr.Workflow.History;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dapr.Workflow.Replay;

/// <summary>Runs an activity in a scope of its own, and says what became of it.</summary>
/// <param name="types">Makes activities.</param>
/// <param name="scopes">Makes their scopes.</param>
/// <param name="metrics">Takes their durations.</param>
/// <param name="log">Takes their exceptions, of which history keeps only type and message.</param>
internal sealed partial class ActivityInvoker(WorkflowTypes types, IServiceScopeFactory scopes, WorkflowMetrics metrics, ILogger log)
{
    /// <summary>The SDK's worker runs no more at once either.</summary>
    public const int MostAtOnce = 100;

    public async Task<WorkflowEvent> InvokeAsync(string instanceId, TaskScheduled task, string? traceParent)
    {
        var started = Stopwatch.GetTimestamp();
        using var span = RuntimeTraces.StartActivity(task.Name, instanceId, traceParent);
        WorkflowEvent result;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var activity = types.CreateActivity(scope.ServiceProvider, task.Name);
            var output = await activity.RunAsync(
                new ActivityContext(instanceId, task.Id, task.Name),
                Payload.Read(task.Input, activity.InputType));
            result = new TaskCompleted(task.Id, Payload.Write(output));
        }
        catch (Exception exception)
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            LogFailure(exception, task.Name, instanceId, span?.TraceId);
            result = new TaskFailed(task.Id, Failure.Of(exception));
        }

        metrics.ActivityEnded(task.Name, result is TaskCompleted, Stopwatch.GetElapsedTime(started));
        return result;
    }

    [LoggerMessage(LogLevel.Warning, "Activity {Activity} of workflow instance {InstanceId} failed, trace {TraceId}.")]
    private partial void LogFailure(Exception exception, string activity, string instanceId, ActivityTraceId? traceId);
}
