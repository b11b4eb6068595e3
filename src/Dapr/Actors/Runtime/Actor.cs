using Microsoft.Extensions.Logging;

namespace Dapr.Actors.Runtime;

/// <summary>The base of every actor: one object an id, made on the first call, one call at a time.</summary>
/// <remarks>Source: Dapr.Actors of the .NET SDK 1.18.</remarks>
public abstract class Actor
{
    /// <summary>An actor in its host.</summary>
    protected Actor(ActorHost host)
    {
        Host = host;
        Logger = host.LoggerFactory.CreateLogger(GetType());
    }

    /// <summary>What the runtime gave this actor.</summary>
    public ActorHost Host { get; }

    /// <summary>The actor's id.</summary>
    public ActorId Id => Host.Id;

    /// <summary>A logger named after the actor's type.</summary>
    protected ILogger Logger { get; }

    /// <summary>Runs before the first call. A throw fails that call, and the next one activates anew.</summary>
    protected virtual Task OnActivateAsync() => Task.CompletedTask;

    /// <summary>Runs when the actor is let go of: idle, drained or moved.</summary>
    protected virtual Task OnDeactivateAsync() => Task.CompletedTask;

    /// <summary>Registers a durable reminder, or replaces the one of that name. The actor must be <see cref="IRemindable"/>.</summary>
    /// <param name="reminderName">Unique inside the actor.</param>
    /// <param name="state">Bytes that come back with each firing; may be null.</param>
    /// <param name="dueTime">Time until the first firing, zero or more.</param>
    /// <param name="period">Time between firings; -1 ms fires once.</param>
    protected async Task<IActorReminder> RegisterReminderAsync(string reminderName, byte[]? state, TimeSpan dueTime, TimeSpan period)
    {
        var reminder = new ActorReminder(Host.ActorTypeInfo.ActorTypeName, Id, reminderName, state ?? [], dueTime, period);
        await Host.TimerManager.RegisterReminderAsync(reminder);
        return reminder;
    }

    /// <summary>Removes a reminder; one that does not exist is no error.</summary>
    protected Task UnregisterReminderAsync(string reminderName) =>
        Host.TimerManager.UnregisterReminderAsync(new ActorReminderToken(Host.ActorTypeInfo.ActorTypeName, Id, reminderName));

    internal Task ActivateAsync() => OnActivateAsync();

    internal Task DeactivateAsync() => OnDeactivateAsync();
}
