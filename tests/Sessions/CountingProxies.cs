using Dapr.Actors;
using Dapr.Actors.Client;
using Microsoft.Extensions.DependencyInjection;
using Parley.Sessions.Numbers;

namespace Parley.Sessions.Tests;

/// <summary>Counts the calls for numbers; each is one commit.</summary>
internal sealed class CountingProxies
{
    private int takes;

    public int Takes => takes;

    public void Decorate(IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IActorProxyFactory));
        services.AddSingleton<IActorProxyFactory>(provider =>
            new Factory(this, (IActorProxyFactory)ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!)));
    }

    private sealed class Factory(CountingProxies count, IActorProxyFactory inner) : IActorProxyFactory
    {
        public TActorInterface CreateActorProxy<TActorInterface>(ActorId actorId, string actorType, ActorProxyOptions? options = null)
            where TActorInterface : IActor
        {
            var proxy = inner.CreateActorProxy<TActorInterface>(actorId, actorType, options);
            return proxy is ISequenceActor sequence ? (TActorInterface)(object)new Sequence(count, sequence) : proxy;
        }
    }

    private sealed class Sequence(CountingProxies count, ISequenceActor inner) : ISequenceActor
    {
        public Task<NumberBlock[]> TakeAsync(NumberRequest[] requests)
        {
            Interlocked.Increment(ref count.takes);
            return inner.TakeAsync(requests);
        }

        public Task<long> LastAsync() => inner.LastAsync();
    }
}
