using Dapr.Workflow;

namespace Parley.Workflows;

/// <summary>How often activities are tried.</summary>
internal static class Retries
{
    /// <summary>For calls of models, which cost.</summary>
    public static readonly WorkflowTaskOptions Few = new(new WorkflowRetryPolicy(3, TimeSpan.FromSeconds(1), 2));

    /// <summary>For what only an outage keeps from succeeding.</summary>
    public static readonly WorkflowTaskOptions Many = new(new WorkflowRetryPolicy(10, TimeSpan.FromSeconds(1), 2, TimeSpan.FromSeconds(30)));
}
