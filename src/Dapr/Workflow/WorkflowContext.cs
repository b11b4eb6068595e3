namespace Dapr.Workflow;

/// <summary>What a workflow may do. Every call is recorded in its history and answered from there on replay.</summary>
/// <remarks>Source: Dapr.Workflow of the .NET SDK 1.18.</remarks>
public abstract class WorkflowContext
{
    /// <summary>The workflow's name.</summary>
    public abstract string Name { get; }

    /// <summary>The instance's id.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The time of the current turn in UTC, the same on replay.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether the code runs over history.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>Calls an activity.</summary>
    /// <exception cref="WorkflowTaskFailedException">The activity failed, after the retries of its policy.</exception>
    public abstract Task<T> CallActivityAsync<T>(string name, object? input = null, WorkflowTaskOptions? options = null);

    /// <summary>Waits durably until a moment in UTC.</summary>
    /// <exception cref="ArgumentException">The time is not UTC.</exception>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>Waits durably for a time.</summary>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken = default) =>
        CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);
}
