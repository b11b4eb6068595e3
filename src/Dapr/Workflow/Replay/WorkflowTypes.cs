using Dapr.Workflow.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dapr.Workflow.Replay;

/// <summary>The registered workflows and activities, made by name.</summary>
internal sealed class WorkflowTypes(IOptions<WorkflowRuntimeOptions> options)
{
    /// <exception cref="NotRegisteredException">No workflow has that name.</exception>
    public IWorkflow CreateWorkflow(IServiceProvider services, string name) =>
        (IWorkflow)Create(services, options.Value.Workflows, name, "workflow", "WorkflowNotFound");

    /// <exception cref="NotRegisteredException">No activity has that name.</exception>
    public IWorkflowActivity CreateActivity(IServiceProvider services, string name) =>
        (IWorkflowActivity)Create(services, options.Value.Activities, name, "activity", "ActivityNotFoundException");

    private static object Create(IServiceProvider services, Dictionary<string, Type> types, string name, string kind, string errorType) =>
        types.TryGetValue(name, out var type)
            ? ActivatorUtilities.CreateInstance(services, type)
            : throw new NotRegisteredException(errorType, $"No {kind} is registered as '{name}'. Known: {string.Join(", ", types.Keys.Order())}.");
}
