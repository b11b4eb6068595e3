namespace Dapr.Workflow;

/// <summary>Options of a called activity.</summary>
/// <param name="RetryPolicy">How a failure is tried again; null fails at once.</param>
/// <param name="TargetAppId">Another application that hosts the activity; the embedded runtime knows only its own.</param>
/// <param name="PropagationScope">How much history the activity is shown.</param>
public record WorkflowTaskOptions(
    WorkflowRetryPolicy? RetryPolicy = null,
    string? TargetAppId = null,
    HistoryPropagationScope PropagationScope = HistoryPropagationScope.None);
