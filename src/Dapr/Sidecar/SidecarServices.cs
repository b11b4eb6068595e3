using Dapr.Actors.Hosting;
using Dapr.Actors.Runtime;
using Dapr.Heartbeat;
using Dapr.Sidecar.Actors;
using Dapr.Sidecar.Callbacks;
using Dapr.Sidecar.Grpc;
using Dapr.Sidecar.State;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dapr.Sidecar;

/// <summary>Chooses between the embedded runtime and a sidecar, and registers the parts of the sidecar runtime.</summary>
internal static class SidecarServices
{
    /// <summary>Whether the application's configuration or its environment announces a sidecar.</summary>
    /// <remarks>A host registers its configuration before anything else is added.</remarks>
    public static bool IsAnnounced(this IServiceCollection services) => services.Announced() is not null;

    /// <summary>Adds what every part needs, <see cref="SidecarOptions"/> among it. Further calls add nothing.</summary>
    public static void AddSidecarRuntime(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(SidecarOptions)))
        {
            return;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(services.Announced()!);
        services.AddSingleton<SidecarHttp>();
        services.TryAddSingleton<GrpcChannel>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RuntimeHeartbeat>(
            provider, ActivatorUtilities.CreateInstance<SidecarDaprClient>(provider), RuntimeDocument.Sidecar));
        services.AddSingleton<SidecarRuntime>();
        services.AddHostedService(provider => provider.GetRequiredService<SidecarRuntime>());
        services.AddSingleton<CallbackListener>();
        services.AddHostedService(provider => provider.GetRequiredService<CallbackListener>());
        services.AddSingleton<ICallbacks, TopicCallbacks>();
        services.AddHealthChecks().AddCheck<SidecarHealthCheck>("dapr");
    }

    public static void AddSidecarActors(this IServiceCollection services)
    {
        services.AddSidecarRuntime();
        services.AddSingleton<IActorCalls, SidecarActorCalls>();
        services.AddSingleton<ActorTimerManager, SidecarReminders>();
        services.AddSingleton<ICallbacks, ActorCallbacks>();
    }

    private static SidecarOptions? Announced(this IServiceCollection services) =>
        SidecarOptions.Read(services.LastOrDefault(service => service.ServiceType == typeof(IConfiguration)) switch
        {
            { ImplementationInstance: IConfiguration configuration } => configuration,
            { ImplementationFactory: { } factory } => factory(new NoServices()) as IConfiguration,
            _ => null,
        });

    // Hosts register their configuration by a factory that asks for nothing.
    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
