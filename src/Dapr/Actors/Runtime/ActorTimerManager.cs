namespace Dapr.Actors.Runtime;

/// <summary>The reminders of a runtime.</summary>
public abstract class ActorTimerManager
{
    /// <summary>Stores a reminder; the task ends when it is durable.</summary>
    public abstract Task RegisterReminderAsync(ActorReminder reminder);

    /// <summary>Removes a reminder; one that does not exist is no error.</summary>
    public abstract Task UnregisterReminderAsync(ActorReminderToken reminder);
}
