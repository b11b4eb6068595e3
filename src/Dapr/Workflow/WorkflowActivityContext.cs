using Dapr.Workflow.Abstractions;

namespace Dapr.Workflow;

/// <summary>What an activity knows of the workflow that called it.</summary>
public abstract class WorkflowActivityContext
{
    /// <summary>The activity's name.</summary>
    public abstract TaskIdentifier Identifier { get; }

    /// <summary>The workflow instance.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The same for every repeat of one scheduled activity, also after a crash.</summary>
    public abstract string TaskExecutionKey { get; }
}
