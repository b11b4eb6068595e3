namespace Dapr.Workflow;

/// <summary>A workflow: deterministic code that is replayed from its history. No clock, randomness or I/O in it.</summary>
/// <typeparam name="TInput">The input, written as JSON.</typeparam>
/// <typeparam name="TOutput">The output, written as JSON.</typeparam>
public abstract class Workflow<TInput, TOutput> : IWorkflow
{
    Type IWorkflow.InputType => typeof(TInput);

    Type IWorkflow.OutputType => typeof(TOutput);

    async Task<object?> IWorkflow.RunAsync(WorkflowContext context, object? input) => await RunAsync(context, (TInput)input!);

    /// <summary>The workflow's steps.</summary>
    public abstract Task<TOutput> RunAsync(WorkflowContext context, TInput input);
}
