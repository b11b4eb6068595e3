using Dapr.Sidecar.Workflows.Wire;

namespace Parley.Sidecar.Workflows;

/// <summary>What history holds of what a turn asked for, and of what came of it.</summary>
internal static class HubEvents
{
    /// <summary>The event that records an action.</summary>
    public static HistoryEvent Of(Dapr.Sidecar.Workflows.Wire.Action action) => action.KindCase switch
    {
        Dapr.Sidecar.Workflows.Wire.Action.KindOneofCase.ScheduleTask => new HistoryEvent
        {
            EventId = action.Id,
            TaskScheduled = new TaskScheduled
            {
                Name = action.ScheduleTask.Name,
                Input = action.ScheduleTask.Input,
                TaskExecutionId = action.ScheduleTask.TaskExecutionId,
            },
        },
        Dapr.Sidecar.Workflows.Wire.Action.KindOneofCase.CreateTimer => new HistoryEvent
        {
            EventId = action.Id,
            TimerCreated = new TimerCreated { FireAt = action.CreateTimer.FireAt },
        },
        _ => new HistoryEvent
        {
            EventId = action.Id,
            ExecutionCompleted = new ExecutionCompleted
            {
                Status = action.CompleteWorkflow.Status,
                Result = action.CompleteWorkflow.Result,
                Failure = action.CompleteWorkflow.Failure,
            },
        },
    };

    public static HistoryEvent Of(ActivityResponse response) => response.Failure is { } failure
        ? new HistoryEvent { EventId = -1, TaskFailed = new TaskFailed { TaskScheduledId = response.TaskId, Failure = failure } }
        : new HistoryEvent { EventId = -1, TaskCompleted = new TaskCompleted { TaskScheduledId = response.TaskId, Result = response.Result } };

    public static ActivityRequest Request(string instanceId, HistoryEvent scheduled, TraceContext? trace) => new()
    {
        Instance = new WorkflowInstance { InstanceId = instanceId },
        TaskId = scheduled.EventId,
        Name = scheduled.TaskScheduled.Name,
        Input = scheduled.TaskScheduled.Input,
        TaskExecutionId = scheduled.TaskScheduled.TaskExecutionId,
        ParentTraceContext = trace,
    };
}
