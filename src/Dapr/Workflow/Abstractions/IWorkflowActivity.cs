namespace Dapr.Workflow.Abstractions;

/// <summary>An activity without its types, as the runtime calls it.</summary>
public interface IWorkflowActivity
{
    /// <summary>The type of the input.</summary>
    Type InputType { get; }

    /// <summary>The type of the output.</summary>
    Type OutputType { get; }

    /// <summary>Runs the activity; at least once, so it must bear repeats.</summary>
    Task<object?> RunAsync(WorkflowActivityContext context, object? input);
}
