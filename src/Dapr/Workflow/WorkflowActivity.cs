using Dapr.Workflow.Abstractions;

namespace Dapr.Workflow;

/// <summary>An activity: one step of a workflow that touches the world. It runs at least once.</summary>
/// <typeparam name="TInput">The input, written as JSON.</typeparam>
/// <typeparam name="TOutput">The output, written as JSON.</typeparam>
public abstract class WorkflowActivity<TInput, TOutput> : IWorkflowActivity
{
    Type IWorkflowActivity.InputType => typeof(TInput);

    Type IWorkflowActivity.OutputType => typeof(TOutput);

    /// <summary>Runs the activity with an input whose type the compiler does not know.</summary>
    public async Task<object?> RunAsync(WorkflowActivityContext context, object? input) => await RunAsync(context, (TInput)input!);

    /// <summary>The activity's work.</summary>
    public abstract Task<TOutput> RunAsync(WorkflowActivityContext context, TInput input);
}
