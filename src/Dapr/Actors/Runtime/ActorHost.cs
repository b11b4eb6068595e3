using Dapr.Actors.Client;
using Microsoft.Extensions.Logging;

namespace Dapr.Actors.Runtime;

/// <summary>What an actor knows of its surroundings; made by the runtime and passed to the actor's constructor.</summary>
public sealed class ActorHost
{
    internal ActorHost(
        ActorTypeInformation actorTypeInfo,
        ActorId id,
        ILoggerFactory loggerFactory,
        IActorProxyFactory proxyFactory,
        ActorTimerManager timerManager)
    {
        ActorTypeInfo = actorTypeInfo;
        Id = id;
        LoggerFactory = loggerFactory;
        ProxyFactory = proxyFactory;
        TimerManager = timerManager;
    }

    /// <summary>The actor's type.</summary>
    public ActorTypeInformation ActorTypeInfo { get; }

    /// <summary>The actor's id.</summary>
    public ActorId Id { get; }

    /// <summary>Makes the actor's logger.</summary>
    public ILoggerFactory LoggerFactory { get; }

    /// <summary>Proxies to other actors.</summary>
    public IActorProxyFactory ProxyFactory { get; }

    /// <summary>The runtime's reminders.</summary>
    public ActorTimerManager TimerManager { get; }
}
