using System.Reflection;
using Dapr.Actors;

namespace Dapr.Embedded.Actors;

/// <summary>A method by its result.</summary>
internal sealed class ActorMethod<TResult>(MethodInfo method) : ActorMethod(method)
{
    public override Task Call(
        EmbeddedActorRuntime runtime, string actorType, ActorId id, object?[] arguments, TimeSpan timeout, TimeProvider time)
    {
        var turn = new MethodTurn<TResult>(this, arguments, timeout, time);
        runtime.Take(actorType, id, turn);
        return turn.Answer;
    }
}
