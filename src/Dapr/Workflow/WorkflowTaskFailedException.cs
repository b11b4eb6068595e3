namespace Dapr.Workflow;

/// <summary>An activity failed, after the retries of its policy.</summary>
public class WorkflowTaskFailedException : Exception
{
    /// <summary>The failure of a task.</summary>
    public WorkflowTaskFailedException(string message, WorkflowTaskFailureDetails failureDetails)
        : base(message) => FailureDetails = failureDetails;

    /// <summary>What the task threw.</summary>
    public WorkflowTaskFailureDetails FailureDetails { get; }
}
