using Dapr.Workflow;
using Dapr.Workflow.Replay;
using Microsoft.Extensions.DependencyInjection;

namespace Dapr.Sidecar.Workflows;

/// <summary>Registers the workflows of the sidecar runtime.</summary>
internal static class SidecarWorkflowServices
{
    public static void AddSidecarWorkflows(this IServiceCollection services)
    {
        services.AddSidecarRuntime();
        if (services.Any(service => service.ServiceType == typeof(WorkflowWorker)))
        {
            return;
        }

        services.AddMetrics();
        services.AddSingleton<TaskHubClient>();
        services.AddSingleton<WorkflowTypes>();
        services.AddSingleton<WorkflowMetrics>();
        services.AddSingleton<WorkerCheck>();
        services.AddSingleton<WorkflowWorker>();
        services.AddSingleton<IWorkflowBackend, SidecarWorkflows>();
        services.AddHostedService(provider => provider.GetRequiredService<WorkflowWorker>());
    }
}
