using Dapr.Client;
using Dapr.Embedded;
using Dapr.Sidecar;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="DaprClient"/>.</summary>
public static class DaprServiceCollectionExtensions
{
    /// <summary>Adds the client, unless there is one already.</summary>
    public static void AddDaprClient(
        this IServiceCollection services,
        Action<DaprClientBuilder>? configure = null,
        ServiceLifetime lifetime = ServiceLifetime.Singleton)
    {
        configure?.Invoke(new DaprClientBuilder());
        var sidecar = services.IsAnnounced();
        if (sidecar)
        {
            services.AddSidecarRuntime();
        }
        else
        {
            services.AddEmbeddedRuntime();
        }

        services.TryAdd(new ServiceDescriptor(
            typeof(DaprClient),
            provider => sidecar
                ? ActivatorUtilities.CreateInstance<SidecarDaprClient>(provider)
                : ActivatorUtilities.CreateInstance<EmbeddedDaprClient>(provider),
            lifetime));
    }
}
