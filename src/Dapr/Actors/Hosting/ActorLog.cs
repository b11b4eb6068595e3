using Microsoft.Extensions.Logging;

namespace Dapr.Actors.Hosting;

internal static partial class ActorLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Actor {ActorType} {ActorId} failed while it was let go of.")]
    public static partial void DeactivationFailed(this ILogger logger, string actorType, ActorId actorId, Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stopped without the end of {Turns} actor calls, which exceeded the drain timeout.")]
    public static partial void DrainTimedOut(this ILogger logger, int turns);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reminder {Reminder} of actor {ActorType} {ActorId} failed; it comes again at {Next}.")]
    public static partial void ReminderFailed(
        this ILogger logger, string reminder, string actorType, string actorId, DateTimeOffset next, Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reminder {Reminder} of actor {ActorType} {ActorId} waits: the application hosts no such type.")]
    public static partial void ReminderOfUnknownType(this ILogger logger, string reminder, string actorType, string actorId);
}
