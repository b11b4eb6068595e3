using Dapr;
using Dapr.Actors.Hosting;
using Dapr.Actors.Runtime;

namespace Parley.Sidecar;

/// <summary>A call on its way to the application. When its caller goes away the turn ends, whatever the application still does.</summary>
internal sealed class ForwardTurn(
    string method, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body, bool twice, CancellationToken abandoned) : Turn
{
    private readonly TaskCompletionSource<AppAnswer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<AppAnswer> Answer => answer.Task;

    public override void Fail(Exception fault) => answer.TrySetException(fault);

    public override void Refuse(DaprApiException reason) => answer.TrySetException(reason);

    protected override string Name => method;

    protected override async Task InvokeAsync(Actor actor)
    {
        var target = (ForwardingActor)actor;
        if (twice)
        {
            await target.CallAsync(method, headers, body, abandoned);
        }

        answer.TrySetResult(await target.CallAsync(method, headers, body, abandoned));
    }

    protected override void Succeed(Task finished)
    {
    }
}
