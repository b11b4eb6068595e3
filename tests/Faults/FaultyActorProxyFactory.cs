using Dapr.Actors;
using Dapr.Actors.Client;
using Dapr.Actors.Hosting;
using Dapr.Actors.Runtime;
using Dapr.Embedded.Actors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Parley.Faults;

internal sealed class FaultyActorProxyFactory(
    IActorProxyFactory inner, FaultSource faults, IServiceProvider services, IOptions<ActorRuntimeOptions> options)
    : IActorProxyFactory
{
    private readonly Owner[] owners = faults.Options.TwoOwners ? [Owner.New(services), Owner.New(services)] : [];

    public TActorInterface CreateActorProxy<TActorInterface>(ActorId actorId, string actorType, ActorProxyOptions? proxyOptions = null)
        where TActorInterface : IActor
    {
        if (owners.Length == 0)
        {
            var actor = inner.CreateActorProxy<TActorInterface>(actorId, actorType, proxyOptions);
            return FaultyProxy.Create(_ => actor, faults, options.Value.JsonSerializerOptions);
        }

        var actors = Array.ConvertAll(owners, owner => owner.Proxies.CreateActorProxy<TActorInterface>(actorId, actorType, proxyOptions));
        return FaultyProxy.Create(OfEither, faults, options.Value.JsonSerializerOptions);

        TActorInterface OfEither(bool fresh)
        {
            var either = faults.Strikes(0.5) ? 1 : 0;
            if (fresh)
            {
                _ = owners[either].Runtime.DeactivateAsync(actorType, actorId);
            }

            return actors[either];
        }
    }

    private sealed record Owner(ActorRuntime Runtime, IActorProxyFactory Proxies)
    {
        public static Owner New(IServiceProvider services)
        {
            var runtime = ActivatorUtilities.CreateInstance<ActorRuntime>(services);
            return new Owner(runtime, new TypedProxyFactory(ActivatorUtilities.CreateInstance<EmbeddedActorCalls>(services, runtime)));
        }
    }
}
