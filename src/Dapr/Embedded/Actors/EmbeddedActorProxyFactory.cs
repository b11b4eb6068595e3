using Dapr.Actors;
using Dapr.Actors.Client;

namespace Dapr.Embedded.Actors;

/// <summary>Proxies of the actors of this process.</summary>
internal sealed class EmbeddedActorProxyFactory(EmbeddedActorRuntime runtime, TimeProvider time) : IActorProxyFactory
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(100);

    public TActorInterface CreateActorProxy<TActorInterface>(ActorId actorId, string actorType, ActorProxyOptions? options = null)
        where TActorInterface : IActor =>
        EmbeddedActorProxy.Create<TActorInterface>(runtime, actorType, actorId, options?.RequestTimeout ?? DefaultTimeout, time);
}
