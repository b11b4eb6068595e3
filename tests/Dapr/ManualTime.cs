namespace Parley.Dapr.Tests;

/// <summary>A clock that a test moves. Its timers fire when asked.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<Action> timers = [];
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, 900, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan span)
    {
        now += span;
        timers.ForEach(fire => fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        timers.Add(() => callback(state));
        return base.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
