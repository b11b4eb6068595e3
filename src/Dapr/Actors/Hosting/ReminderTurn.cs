using Dapr.Actors.Runtime;

namespace Dapr.Actors.Hosting;

/// <summary>A firing. What follows a successful one (<paramref name="received"/>) is part of the turn, so that a drain waits for it.</summary>
internal sealed class ReminderTurn(string reminder, byte[] state, Func<Task> received) : Turn
{
    private readonly TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task End => end.Task;

    public override void Fail(Exception fault) => end.SetException(fault);

    public override void Refuse(DaprApiException reason) => end.SetException(reason);

    protected override string Name => reminder;

    // daprd tells neither due time nor period when it fires.
    protected override async Task InvokeAsync(Actor actor)
    {
        if (actor is IRemindable remindable)
        {
            await remindable.ReceiveReminderAsync(reminder, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        await received();
    }

    protected override void Succeed(Task finished) => end.SetResult();
}
