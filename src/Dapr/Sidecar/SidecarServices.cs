using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dapr.Sidecar;

/// <summary>Chooses between the embedded runtime and a sidecar, and registers what every part of the sidecar runtime needs.</summary>
internal static class SidecarServices
{
    /// <summary>Whether the application's configuration or its environment announces a sidecar.</summary>
    /// <remarks>A host registers its configuration before anything else is added.</remarks>
    public static bool IsAnnounced(this IServiceCollection services) => services.Announced() is not null;

    /// <summary>Adds <see cref="SidecarOptions"/>. Further calls add nothing.</summary>
    public static void AddSidecarRuntime(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(SidecarOptions)))
        {
            return;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(services.Announced()!);
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
