using Dapr.Actors.Hosting;
using Dapr.Actors.Runtime;
using Dapr.Embedded.Actors;
using Dapr.Embedded.PubSub;
using Dapr.Embedded.State;
using Dapr.Embedded.Workflows;
using Dapr.Heartbeat;
using Dapr.Workflow;
using Dapr.Workflow.Replay;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dapr.Embedded;

/// <summary>Registers the embedded runtime once, whichever part of Dapr an application asks for first.</summary>
internal static class EmbeddedServices
{
    public static void AddEmbeddedRuntime(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(EmbeddedRuntime)))
        {
            return;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<EmbeddedRuntime>();
        services.AddHostedService(provider => provider.GetRequiredService<EmbeddedRuntime>());
        services.AddSingleton<EmbeddedPubSub>();
        services.AddHostedService(provider => provider.GetRequiredService<EmbeddedPubSub>());
    }

    public static void AddEmbeddedActors(this IServiceCollection services)
    {
        services.AddEmbeddedRuntime();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RuntimeHeartbeat>(
            provider, ActivatorUtilities.CreateInstance<EmbeddedDaprClient>(provider), RuntimeDocument.Embedded));
        services.AddHostedService<EmbeddedHeartbeat>();
        services.AddSingleton<IActorCalls, EmbeddedActorCalls>();
        services.AddSingleton<ReminderRows>();
        services.AddSingleton<EmbeddedReminders>();
        services.AddSingleton<ActorTimerManager>(provider => provider.GetRequiredService<EmbeddedReminders>());
        services.AddHostedService<ReminderHosting>();
        services.AddHealthChecks().AddCheck<ActorsHealthCheck>("dapr");
    }

    public static void AddEmbeddedWorkflows(this IServiceCollection services)
    {
        services.AddEmbeddedRuntime();
        if (services.Any(service => service.ServiceType == typeof(WorkflowEngine)))
        {
            return;
        }

        services.AddMetrics();
        services.AddSingleton<WorkflowTypes>();
        services.AddSingleton<WorkflowMetrics>();
        services.AddSingleton<WorkflowEngine>();
        services.AddSingleton<IWorkflowBackend>(provider => provider.GetRequiredService<WorkflowEngine>());
        services.AddHostedService(provider => provider.GetRequiredService<WorkflowEngine>());
    }
}
