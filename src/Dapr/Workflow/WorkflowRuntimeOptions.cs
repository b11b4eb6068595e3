using Dapr.Workflow.Abstractions;

namespace Dapr.Workflow;

/// <summary>The workflows and activities that this application runs.</summary>
public sealed class WorkflowRuntimeOptions
{
    internal Dictionary<string, Type> Workflows { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal Dictionary<string, Type> Activities { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Registers a workflow under its class name, or the name given.</summary>
    public void RegisterWorkflow<TWorkflow>(string? name = null)
        where TWorkflow : class, IWorkflow => Workflows[name ?? typeof(TWorkflow).Name] = typeof(TWorkflow);

    /// <summary>Registers an activity under its class name, or the name given.</summary>
    public void RegisterActivity<TActivity>(string? name = null)
        where TActivity : class, IWorkflowActivity => Activities[name ?? typeof(TActivity).Name] = typeof(TActivity);
}
