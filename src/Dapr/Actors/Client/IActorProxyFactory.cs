namespace Dapr.Actors.Client;

/// <summary>Makes proxies through which actors are called.</summary>
public interface IActorProxyFactory
{
    /// <summary>A proxy of one actor. Making it calls nothing.</summary>
    /// <remarks>
    /// A method that throws surfaces as <see cref="ActorMethodInvocationException"/>; an actor that cannot be reached as
    /// <see cref="DaprApiException"/> or <see cref="HttpRequestException"/>; a call that exceeds
    /// <see cref="ActorProxyOptions.RequestTimeout"/> as <see cref="TaskCanceledException"/>.
    /// </remarks>
    TActorInterface CreateActorProxy<TActorInterface>(ActorId actorId, string actorType, ActorProxyOptions? options = null)
        where TActorInterface : IActor;
}
