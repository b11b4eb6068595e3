namespace Dapr.Workflow;

/// <summary>What a runtime does for <see cref="DaprWorkflowClient"/>; each call behaves as the client's of the same name.</summary>
internal interface IWorkflowBackend
{
    Task<string> ScheduleAsync(string name, string instanceId, object? input);

    Task<WorkflowState> GetAsync(string instanceId, CancellationToken cancellation);

    Task<WorkflowState> WaitAsync(string instanceId, CancellationToken cancellation);

    Task TerminateAsync(string instanceId, CancellationToken cancellation);

    Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation);
}
