using Dapr.Actors.Runtime;

namespace Dapr.Actors.Hosting;

/// <summary>A call of an actor's method.</summary>
/// <typeparam name="TResult">The method's result; object for a method without one.</typeparam>
internal sealed class MethodTurn<TResult> : Turn
{
    private readonly TaskCompletionSource<TResult?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ActorMethod method;
    private readonly object?[] arguments;
    private readonly ITimer timeout;

    public MethodTurn(ActorMethod method, object?[] arguments, TimeSpan timeout, TimeProvider time)
    {
        this.method = method;
        this.arguments = arguments;
        this.timeout = time.CreateTimer(
            static turn => ((MethodTurn<TResult>)turn!).answer.TrySetCanceled(), this, timeout, Timeout.InfiniteTimeSpan);
    }

    public Task<TResult?> Answer => answer.Task;

    public override void Fail(Exception fault)
    {
        var type = fault.GetType().FullName ?? fault.GetType().Name;
        Answered(answer.TrySetException(new ActorMethodInvocationException(
            $"Actor method {method.Name} threw {type}: {fault.Message}", new ActorInvokeException(type, fault.Message), false)));
    }

    public override void Refuse(DaprApiException reason) => Answered(answer.TrySetException(reason));

    protected override string Name => method.Name;

    protected override Task InvokeAsync(Actor actor) => method.Invoke(actor, arguments);

    protected override void Succeed(Task finished) =>
        Answered(answer.TrySetResult(finished is Task<TResult?> typed ? typed.Result : default));

    private void Answered(bool inTime)
    {
        if (inTime)
        {
            timeout.Dispose();
        }
    }
}
