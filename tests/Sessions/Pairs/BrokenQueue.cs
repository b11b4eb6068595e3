using Dapr;
using Dapr.Actors;
using Dapr.Actors.Client;
using Microsoft.Extensions.DependencyInjection;
using Parley.Sessions.Tasks;

namespace Parley.Sessions.Tests.Pairs;

/// <summary>A queue that can be out of reach.</summary>
internal sealed class BrokenQueue
{
    public bool IsBroken { get; set; }

    public void Decorate(IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IActorProxyFactory));
        services.AddSingleton<IActorProxyFactory>(provider =>
            new Factory(this, (IActorProxyFactory)ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!)));
    }

    private sealed class Factory(BrokenQueue state, IActorProxyFactory inner) : IActorProxyFactory
    {
        public TActorInterface CreateActorProxy<TActorInterface>(ActorId actorId, string actorType, ActorProxyOptions? options = null)
            where TActorInterface : IActor
        {
            var proxy = inner.CreateActorProxy<TActorInterface>(actorId, actorType, options);
            return proxy is ITaskQueueActor queue ? (TActorInterface)(object)new Queue(state, queue) : proxy;
        }
    }

    private sealed class Queue(BrokenQueue state, ITaskQueueActor inner) : ITaskQueueActor
    {
        public Task<QueueAnswers> ServeAsync(QueueCalls calls) =>
            state.IsBroken ? throw new DaprException("The queue is out of reach.") : inner.ServeAsync(calls);

        public Task<QueuedTask[]> ListWaitingAsync(int limit) => inner.ListWaitingAsync(limit);

        public Task<QueuedTask[]> ListDeadAsync(int limit) => inner.ListDeadAsync(limit);
    }
}
