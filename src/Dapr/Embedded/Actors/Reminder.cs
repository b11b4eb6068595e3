using Dapr.Actors;

namespace Dapr.Embedded.Actors;

/// <summary>A registered reminder in memory. What changes is the schedule's alone.</summary>
internal sealed class Reminder(ReminderDocument document)
{
    public string ActorType => document.Type;

    public ActorId ActorId { get; } = new(document.Id);

    public string Name => document.Name;

    public byte[] State => document.State;

    public ReminderDocument Document => document;

    public ReminderKey Key => new(document.Type, document.Id, document.Name);

    public bool Repeats => document.Period > TimeSpan.Zero;

    /// <summary>When it fires next.</summary>
    public DateTimeOffset Due { get; set; } = document.Due;

    /// <summary>Tells reminders of the same instant apart.</summary>
    public long Order { get; set; }

    /// <summary>How often in a row it has failed.</summary>
    public int Failures { get; set; }

    /// <summary>A repeating reminder keeps to the grid of its first due time and skips what it missed.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset now) =>
        now < document.Due ? document.Due : document.Due + document.Period * (((now - document.Due).Ticks / document.Period.Ticks) + 1);
}
