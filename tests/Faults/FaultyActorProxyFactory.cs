using Dapr.Actors;
using Dapr.Actors.Client;
using Dapr.Actors.Runtime;
using Microsoft.Extensions.Options;

namespace Parley.Faults;

internal sealed class FaultyActorProxyFactory(IActorProxyFactory inner, FaultSource faults, IOptions<ActorRuntimeOptions> options)
    : IActorProxyFactory
{
    public TActorInterface CreateActorProxy<TActorInterface>(ActorId actorId, string actorType, ActorProxyOptions? proxyOptions = null)
        where TActorInterface : IActor =>
        FaultyProxy.Create(
            inner.CreateActorProxy<TActorInterface>(actorId, actorType, proxyOptions), faults, options.Value.JsonSerializerOptions);
}
