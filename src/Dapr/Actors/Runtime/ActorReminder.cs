namespace Dapr.Actors.Runtime;

/// <summary>A durable reminder.</summary>
public class ActorReminder : ActorReminderToken, IActorReminder
{
    /// <summary>A reminder of an actor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The due time is negative, or the period is negative and not -1 ms.</exception>
    public ActorReminder(string actorType, ActorId actorId, string name, byte[] state, TimeSpan dueTime, TimeSpan period)
        : base(actorType, actorId, name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
        State = state;
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Bytes that come back with each firing.</summary>
    public byte[] State { get; }

    /// <summary>Time until the first firing.</summary>
    public TimeSpan DueTime { get; }

    /// <summary>Time between firings; -1 ms fires once.</summary>
    public TimeSpan Period { get; }
}
