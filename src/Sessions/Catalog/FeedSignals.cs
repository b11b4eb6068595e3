using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley.Sessions.Catalog;

/// <summary>Tells this process what the feed says, as long as somebody here wants to know: turns that were committed elsewhere send no signal.</summary>
public sealed partial class FeedSignals(Feed feed, SessionSignals signals, ILogger<FeedSignals> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Kept over an outage: what is written meanwhile is told after it.
    private long? position;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signals.Wanted.WaitAsync(stoppingToken);
                position ??= await BeginAsync(stoppingToken);
                await FollowAsync(position.Value, stoppingToken);
                position = null;
            }
            catch (TimeoutException exception) when (!stoppingToken.IsCancellationRequested)
            {
                // It was away for so long that the feed has moved on.
                position = null;
                NotFollowed(logger, exception.Message);
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

    private async Task<long> BeginAsync(CancellationToken stopping)
    {
        var end = await feed.EndAsync(stopping);

        // What was written before, and after those who listen have looked, nobody tells them.
        signals.PublishUnknown();
        return end;
    }

    private async Task FollowAsync(long from, CancellationToken stopping)
    {
        await foreach (var entries in feed.FollowAsync(from, stopping))
        {
            if (!signals.Wanted.IsCompleted)
            {
                return;
            }

            foreach (var entry in entries.Where(entry => entry.Kind is EntryKind.Message or EntryKind.Unanswered))
            {
                signals.Publish(entry.SessionId, new SessionChange(null, entry.Closed) { Latest = entry.Latest });
            }

            position += entries.Count;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The feed could not be followed; what other replicas write is pushed later. {Reason}")]
    private static partial void NotFollowed(ILogger logger, string reason);
}
