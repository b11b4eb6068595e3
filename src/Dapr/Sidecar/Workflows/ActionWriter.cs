using Dapr.Workflow;
using Dapr.Workflow.History;
using Dapr.Workflow.Replay;
using Google.Protobuf.WellKnownTypes;

namespace Dapr.Sidecar.Workflows;

/// <summary>What a turn came to, as the sidecar reads it.</summary>
internal static class ActionWriter
{
    public static Wire.Action ToWire(this WorkflowAction action, string instanceId) => action switch
    {
        TaskScheduled task => new Wire.Action
        {
            Id = task.Id,
            ScheduleTask = new Wire.ScheduleTask
            {
                Name = task.Name,
                Input = task.Input ?? "",
                TaskExecutionId = new ActivityContext(instanceId, task.Id, task.Name).TaskExecutionKey,
            },
        },
        TimerCreated timer => new Wire.Action
        {
            Id = timer.Id,
            CreateTimer = new Wire.CreateTimer { FireAt = timer.FireAt.ToTimestamp(), ByCode = new Wire.Nothing() },
        },
        _ => throw new NotSupportedException($"The sidecar is not told of {action}."),
    };

    public static Wire.Action ToWire(this WorkflowOutcome outcome) => new()
    {
        CompleteWorkflow = new Wire.CompleteWorkflow
        {
            Status = (Wire.Status)outcome.Status,
            Result = outcome.Status == WorkflowRuntimeStatus.Completed ? outcome.Output ?? "" : null,
            Failure = outcome.Failure?.ToWire(isNonRetriable: true),
        },
    };

    public static Wire.FailureDetails ToWire(this Failure failure, bool isNonRetriable = false) =>
        new() { ErrorType = failure.Type, ErrorMessage = failure.Message, IsNonRetriable = isNonRetriable };
}
