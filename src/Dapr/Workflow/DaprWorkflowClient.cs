namespace Dapr.Workflow;

/// <summary>Starts workflow instances and looks at them.</summary>
/// <remarks>Source: Dapr.Workflow of the .NET SDK 1.18.</remarks>
public sealed class DaprWorkflowClient
{
    private readonly IWorkflowBackend backend;

    internal DaprWorkflowClient(IWorkflowBackend backend) => this.backend = backend;

    /// <summary>Schedules an instance; the task ends when it is durable and its first turn has run.</summary>
    /// <param name="name">The workflow's name.</param>
    /// <param name="instanceId">The instance's id; a new GUID when null. An id that exists, also of an instance that has ended and is not purged, throws <see cref="DaprException"/>.</param>
    /// <param name="input">The input, written as JSON.</param>
    /// <returns>The instance's id.</returns>
    /// <exception cref="DaprException">The id exists, or the store failed; then the instance may run all the same.</exception>
    public Task<string> ScheduleNewWorkflowAsync(string name, string? instanceId = null, object? input = null) =>
        backend.ScheduleAsync(name, instanceId ?? Guid.NewGuid().ToString("N"), input);

    /// <summary>A snapshot of an instance; <see cref="WorkflowState.Exists"/> is false when there is none.</summary>
    public Task<WorkflowState> GetWorkflowStateAsync(string instanceId, bool getInputsAndOutputs = true, CancellationToken cancellation = default) =>
        backend.GetAsync(instanceId, cancellation);

    /// <summary>Waits until an instance has ended.</summary>
    /// <exception cref="InvalidOperationException">There is no such instance.</exception>
    public Task<WorkflowState> WaitForWorkflowCompletionAsync(string instanceId, bool getInputsAndOutputs = true, CancellationToken cancellation = default) =>
        backend.WaitAsync(instanceId, cancellation);

    /// <summary>Ends an instance without running its code again; one that has ended, or never was, is left alone.</summary>
    public Task TerminateWorkflowAsync(string instanceId, object? output = null, CancellationToken cancellation = default) =>
        backend.TerminateAsync(instanceId, cancellation);

    /// <summary>Removes an ended instance and its history.</summary>
    /// <returns>False when there was none, or when it still runs.</returns>
    public Task<bool> PurgeInstanceAsync(string instanceId, CancellationToken cancellation = default) =>
        backend.PurgeAsync(instanceId, cancellation);
}
