namespace Parley.Dapr.Tests;

/// <summary>A clock that a test moves. Its timers fire when asked.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<Action> timers = [];
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, 900, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    /// <summary>Whoever waits for it now waits for ever.</summary>
    public void Silence()
    {
        lock (timers)
        {
            timers.Clear();
        }
    }

    public void Advance(TimeSpan span)
    {
        now += span;
        Action[] due;
        lock (timers)
        {
            due = [.. timers];
        }

        Array.ForEach(due, fire => fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (timers)
        {
            timers.Add(() => callback(state));
        }

        return base.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
