using Microsoft.Extensions.Logging;

namespace Dapr.Embedded.PubSub;

internal static partial class PubSubLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "An event of {Pubsub}/{Topic} failed in {Endpoint}.")]
    public static partial void HandlerFailed(this ILogger logger, string pubsub, string topic, string? endpoint, Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An event of {Pubsub}/{Topic} was dropped: {Endpoint} failed {Attempts} times.")]
    public static partial void EventDropped(this ILogger logger, string pubsub, string topic, string? endpoint, int attempts);
}
