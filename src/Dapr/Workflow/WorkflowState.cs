using System.Text.Json;

namespace Dapr.Workflow;

/// <summary>A snapshot of a workflow instance.</summary>
public sealed class WorkflowState
{
    private readonly string? output;

    internal WorkflowState(
        string? workflowName,
        WorkflowRuntimeStatus runtimeStatus,
        DateTimeOffset createdAt,
        DateTimeOffset lastUpdatedAt,
        WorkflowTaskFailureDetails? failureDetails,
        string? output)
    {
        WorkflowName = workflowName;
        RuntimeStatus = runtimeStatus;
        CreatedAt = createdAt;
        LastUpdatedAt = lastUpdatedAt;
        FailureDetails = failureDetails;
        this.output = output;
    }

    /// <summary>Whether there is such an instance.</summary>
    public bool Exists => RuntimeStatus != WorkflowRuntimeStatus.Unknown;

    /// <summary>The workflow's name; null when there is no instance.</summary>
    public string? WorkflowName { get; }

    /// <summary>Where it stands.</summary>
    public WorkflowRuntimeStatus RuntimeStatus { get; }

    /// <summary>When it was scheduled.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>When its history last grew.</summary>
    public DateTimeOffset LastUpdatedAt { get; }

    /// <summary>Why it failed, when it did.</summary>
    public WorkflowTaskFailureDetails? FailureDetails { get; }

    /// <summary>Whether it has ended: completed, failed or terminated.</summary>
    public bool IsWorkflowCompleted =>
        RuntimeStatus is WorkflowRuntimeStatus.Completed or WorkflowRuntimeStatus.Failed or WorkflowRuntimeStatus.Terminated;

    /// <summary>Whether it is running.</summary>
    public bool IsWorkflowRunning => RuntimeStatus == WorkflowRuntimeStatus.Running;

    /// <summary>The output, or default when there is none yet.</summary>
    public T? ReadOutputAs<T>() =>
        string.IsNullOrEmpty(output) ? default : JsonSerializer.Deserialize<T>(output, JsonSerializerOptions.Web);
}
