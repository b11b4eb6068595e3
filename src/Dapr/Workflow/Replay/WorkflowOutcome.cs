using Dapr.Workflow.History;

namespace Dapr.Workflow.Replay;

/// <summary>How an execution ended.</summary>
internal sealed record WorkflowOutcome(WorkflowRuntimeStatus Status, string? Output, Failure? Failure)
{
    public static WorkflowOutcome Strayed { get; } = NonDeterministic(
        "The workflow went on outside of its turns: it awaited something that is not a task of its context, such as "
        + "Task.Delay, Task.Run, CancellationTokenSource.CancelAsync or I/O.");

    public static WorkflowOutcome Completed(string? output) => new(WorkflowRuntimeStatus.Completed, output, null);

    public static WorkflowOutcome Failed(Failure failure) => new(WorkflowRuntimeStatus.Failed, null, failure);

    public static WorkflowOutcome NonDeterministic(string text) => Failed(new Failure("NonDeterministicWorkflow", text));
}
