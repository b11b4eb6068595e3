using System.Reflection;

namespace Dapr.Actors.Hosting;

/// <summary>A method by its result.</summary>
internal sealed class ActorMethod<TResult>(MethodInfo method) : ActorMethod(method, typeof(TResult))
{
    public override Task Call(IActorCalls calls, string actorType, ActorId id, object?[] arguments, TimeSpan timeout) =>
        calls.CallAsync<TResult>(actorType, id, this, arguments, timeout);

    public override async Task<object?> TakeAsync(ActorRuntime runtime, string actorType, ActorId id, object?[] arguments, TimeProvider time)
    {
        var turn = new MethodTurn<TResult>(this, arguments, Timeout.InfiniteTimeSpan, time);
        runtime.Take(actorType, id, turn);
        return await turn.Answer;
    }
}
