using Dapr.Client;
using Dapr.Embedded;
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
        services.AddEmbeddedRuntime();
        services.TryAdd(new ServiceDescriptor(
            typeof(DaprClient),
            provider => ActivatorUtilities.CreateInstance<EmbeddedDaprClient>(provider),
            lifetime));
    }
}
