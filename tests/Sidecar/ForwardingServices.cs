using Dapr.Actors.Client;
using Dapr.Actors.Hosting;
using Dapr.Actors.Runtime;
using Dapr.Embedded.Actors;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Sidecar;

internal static class ForwardingServices
{
    public static void AddForwarding(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<Placement>();
        services.AddSingleton<AppActors>();
        services.AddSingleton<ActorMetrics>();
        services.AddSingleton<ReminderRows>();
        services.AddSingleton<IActorProxyFactory>(new NoProxies());
        services.AddSingleton<ActorTimerManager>(provider => provider.GetRequiredService<AppActors>().Reminders);
    }

    // Forwarding actors call nobody.
    private sealed class NoProxies : IActorProxyFactory
    {
        TActorInterface IActorProxyFactory.CreateActorProxy<TActorInterface>(Dapr.Actors.ActorId actorId, string actorType, ActorProxyOptions? options) =>
            throw new NotSupportedException();
    }
}
