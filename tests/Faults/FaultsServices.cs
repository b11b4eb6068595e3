using Dapr.Actors.Client;
using Dapr.Actors.Hosting;
using Dapr.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Faults;

public static class FaultsServices
{
    /// <summary>Puts faults between the application and the runtime that was registered before, whichever it is.</summary>
    public static FaultSource AddFaults(this IServiceCollection services, int seed, FaultOptions options)
    {
        var faults = new FaultSource(seed, options);
        services.Decorate<DaprClient>((inner, _) => new FaultyDaprClient(inner, faults));
        services.Decorate<IActorProxyFactory>((inner, provider) =>
            ActivatorUtilities.CreateInstance<FaultyActorProxyFactory>(provider, inner, faults));
        if (options.OverlappingTurns)
        {
            services.Decorate<ActorRuntime>((runtime, _) =>
            {
                runtime.OverlapTurns = true;
                return runtime;
            });
        }

        return faults;
    }

    private static void Decorate<TService>(this IServiceCollection services, Func<TService, IServiceProvider, TService> decorate)
        where TService : class
    {
        if (services.LastOrDefault(service => service.ServiceType == typeof(TService)) is not { } registered)
        {
            return;
        }

        services.Remove(registered);
        services.Add(new ServiceDescriptor(typeof(TService), provider => decorate(Make<TService>(registered, provider), provider), registered.Lifetime));
    }

    private static TService Make<TService>(ServiceDescriptor registered, IServiceProvider provider) =>
        (TService)(registered.ImplementationInstance
            ?? registered.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!));
}
