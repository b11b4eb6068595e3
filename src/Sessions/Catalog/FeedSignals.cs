using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley.Sessions.Catalog;

/// <summary>Tells this process what the feed says, as long as somebody here wants to know: turns that were committed elsewhere send no signal.</summary>
public sealed partial class FeedSignals(Feed feed, SessionSignals signals, ILogger<FeedSignals> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signals.Wanted.WaitAsync(stoppingToken);
                await FollowAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                NotFollowed(logger, exception.Message);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                // The process stops.
            }
        }
    }

    private async Task FollowAsync(CancellationToken stopping)
    {
        await foreach (var entries in feed.FollowAsync(await feed.EndAsync(stopping), stopping))
        {
            if (!signals.Wanted.IsCompleted)
            {
                return;
            }

            foreach (var entry in entries.Where(entry => entry.Kind == EntryKind.Message))
            {
                signals.Publish(entry.SessionId, new SessionChange(null, null) { Latest = entry.Latest });
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The feed could not be followed; what other replicas write is pushed later. {Reason}")]
    private static partial void NotFollowed(ILogger logger, string reason);
}
