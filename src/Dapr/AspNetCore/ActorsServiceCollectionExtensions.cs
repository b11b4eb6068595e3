using Dapr.Actors.Client;
using Dapr.Actors.Hosting;
using Dapr.Actors.Runtime;
using Dapr.Embedded;
using Dapr.Sidecar;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers actors.</summary>
/// <remarks>Source: Dapr.Actors.AspNetCore of the .NET SDK 1.18.</remarks>
public static class ActorsServiceCollectionExtensions
{
    /// <summary>Adds the actor runtime and <see cref="IActorProxyFactory"/>. Further calls add actor types and settings.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Registers actor types and changes settings.</param>
    /// <param name="lifetime">The lifetime of the proxy factory.</param>
    public static void AddActors(
        this IServiceCollection? services,
        Action<ActorRuntimeOptions>? configure,
        ServiceLifetime lifetime = ServiceLifetime.Singleton)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (services.Any(service => service.ServiceType == typeof(ActorRuntime)))
        {
            return;
        }

        services.AddMetrics();
        services.AddSingleton<ActorMetrics>();
        services.AddSingleton<ActorRuntime>();
        services.TryAdd(new ServiceDescriptor(typeof(IActorProxyFactory), typeof(TypedProxyFactory), lifetime));
        if (services.IsAnnounced())
        {
            services.AddSidecarActors();
        }
        else
        {
            services.AddEmbeddedActors();
        }

        services.AddHostedService<ActorHosting>();
    }
}
