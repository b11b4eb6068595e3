using Dapr.Actors;
using Dapr.Actors.Hosting;

namespace Dapr.Embedded.Actors;

/// <summary>Calls of the actors of this process. Arguments and results go by reference.</summary>
internal sealed class EmbeddedActorCalls(ActorRuntime runtime, TimeProvider time) : IActorCalls
{
    public Task<TResult?> CallAsync<TResult>(string actorType, ActorId id, ActorMethod method, object?[] arguments, TimeSpan timeout)
    {
        var turn = new MethodTurn<TResult>(method, arguments, timeout, time);
        runtime.Take(actorType, id, turn);
        return turn.Answer;
    }
}
