using Dapr.Client;
using Microsoft.Extensions.Logging;

namespace Parley.Sessions;

/// <summary>
/// Tells all replicas, over the component <c>events</c>, what some of them want to know at once. Best effort: where there is no such
/// component, or it fails, nothing is lost but time.
/// </summary>
public sealed partial class Announcements(DaprClient dapr, TimeProvider time, ILogger<Announcements> logger)
{
    public const string Component = "events";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private long silentUntil;

    public async Task TryTellAsync<T>(string topic, T what)
    {
        if (time.GetUtcNow().UtcTicks < Volatile.Read(ref silentUntil))
        {
            return;
        }

        try
        {
            await dapr.PublishEventAsync(Component, topic, what);
        }
        catch (Exception exception)
        {
            Volatile.Write(ref silentUntil, (time.GetUtcNow() + Pause).UtcTicks);
            NotTold(logger, topic, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "Other replicas were not told of '{Topic}'; they will see for themselves. {Reason}")]
    private static partial void NotTold(ILogger logger, string topic, string reason);
}
