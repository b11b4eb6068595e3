using Dapr.Embedded;
using Dapr.Sidecar;
using Dapr.Sidecar.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Dapr.Workflow;

/// <summary>Registers the workflow runtime.</summary>
public static class WorkflowServiceCollectionExtensions
{
    /// <summary>Adds the workflow runtime and <see cref="DaprWorkflowClient"/>.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Registers workflows and activities.</param>
    /// <param name="lifetime">The lifetime of the client.</param>
    public static IServiceCollection AddDaprWorkflow(
        this IServiceCollection services,
        Action<WorkflowRuntimeOptions> configure,
        ServiceLifetime lifetime = ServiceLifetime.Singleton)
    {
        services.Configure(configure);
        if (services.IsAnnounced())
        {
            services.AddSidecarWorkflows();
        }
        else
        {
            services.AddEmbeddedWorkflows();
        }

        services.Add(new ServiceDescriptor(
            typeof(DaprWorkflowClient),
            provider => new DaprWorkflowClient(provider.GetRequiredService<IWorkflowBackend>()),
            lifetime));
        return services;
    }
}
