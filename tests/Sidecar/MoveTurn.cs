using Dapr;
using Dapr.Actors.Hosting;
using Dapr.Actors.Runtime;

namespace Parley.Sidecar;

/// <summary>Lets go of an actor that belongs elsewhere, after the turns before.</summary>
internal sealed class MoveTurn : Turn
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => done.Task;

    public override void Fail(Exception fault) => done.TrySetResult();

    public override void Refuse(DaprApiException reason) => done.TrySetResult();

    protected override string Name => "move";

    protected override Task InvokeAsync(Actor actor) => ((ForwardingActor)actor).MoveAsync();

    protected override void Succeed(Task finished) => done.TrySetResult();
}
