namespace Parley.SidecarWorkflows;

/// <summary>The clock of the application that was started last, so that a test moves both.</summary>
public sealed class ApplicationClock : TimeProvider
{
    public TimeProvider Application { get; set; } = System;

    public override DateTimeOffset GetUtcNow() => Application.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        Application.CreateTimer(callback, state, dueTime, period);
}
