using Dapr.Actors.Client;

namespace Dapr.Actors.Hosting;

/// <summary>Typed proxies of any runtime.</summary>
internal sealed class TypedProxyFactory(IActorCalls calls) : IActorProxyFactory
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(100);

    public TActorInterface CreateActorProxy<TActorInterface>(ActorId actorId, string actorType, ActorProxyOptions? options = null)
        where TActorInterface : IActor =>
        TypedProxy.Create<TActorInterface>(calls, actorType, actorId, options?.RequestTimeout ?? DefaultTimeout);
}
