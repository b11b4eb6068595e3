namespace Dapr.Workflow;

/// <summary>A workflow without its types, as the runtime calls it.</summary>
public interface IWorkflow
{
    /// <summary>The type of the input.</summary>
    Type InputType { get; }

    /// <summary>The type of the output.</summary>
    Type OutputType { get; }

    /// <summary>Runs the workflow from its start, replaying what the history already holds.</summary>
    Task<object?> RunAsync(WorkflowContext context, object? input);
}
