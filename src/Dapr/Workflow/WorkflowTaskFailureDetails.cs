namespace Dapr.Workflow;

/// <summary>Why a task or a workflow failed.</summary>
public class WorkflowTaskFailureDetails
{
    /// <summary>A failure as it is kept in history.</summary>
    public WorkflowTaskFailureDetails(string errorType, string errorMessage, string? stackTrace = null)
    {
        ErrorType = errorType;
        ErrorMessage = errorMessage;
        StackTrace = stackTrace;
    }

    /// <summary>The full name of the exception's type.</summary>
    public string ErrorType { get; }

    /// <summary>The exception's message.</summary>
    public string ErrorMessage { get; }

    /// <summary>The exception's stack trace, when it was kept.</summary>
    public string? StackTrace { get; }
}
