namespace Dapr.Actors.Hosting;

/// <summary>How a runtime carries a call from a proxy to its actor.</summary>
internal interface IActorCalls
{
    /// <summary>Calls a method; the task fails as <see cref="Client.IActorProxyFactory"/> says.</summary>
    /// <typeparam name="TResult">The method's result; object for a method without one.</typeparam>
    Task<TResult?> CallAsync<TResult>(string actorType, ActorId id, ActorMethod method, object?[] arguments, TimeSpan timeout);
}
