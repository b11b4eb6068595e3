using Dapr.Sidecar.Grpc;
using Dapr.Sidecar.Workflows.Wire;
using Microsoft.Extensions.Logging;

namespace Dapr.Sidecar.Workflows;

/// <summary>Keeps a stream of work items open to the sidecar, however often it breaks.</summary>
internal sealed partial class WorkItemStream(TaskHubClient hub, WorkerCheck check, ILogger log)
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    /// <param name="take">Begins an item and returns at once. Its token is cancelled when the stream breaks that brought the item:
    /// the sidecar then expects no answer to it and sends it again.</param>
    /// <param name="stopping">Closes the stream for good.</param>
    public async Task ReadAsync(Action<WorkItem, CancellationToken> take, CancellationToken stopping)
    {
        for (var failures = 0; !stopping.IsCancellationRequested; failures++)
        {
            try
            {
                await hub.HelloAsync(stopping);
                failures = 0;
                LogConnected();
                await ReadOneAsync(take, stopping);
                LogInterrupted(null);
            }
            catch (Exception exception)
            {
                if (failures == 0 && !stopping.IsCancellationRequested)
                {
                    LogInterrupted(exception);
                }
            }

            await BackOff.PauseAsync(failures, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadOneAsync(Action<WorkItem, CancellationToken> take, CancellationToken stopping)
    {
        using var current = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var keptAlive = KeepAliveAsync(current.CancelAsync, current.Token);
        try
        {
            await foreach (var item in hub.GetWorkItemsAsync(current.Token))
            {
                take(item, current.Token);
            }
        }
        finally
        {
            await current.CancelAsync();
            await keptAlive;
        }
    }

    /// <summary>A sidecar that is gone without a word is noticed here, since a stream says nothing while nothing happens.</summary>
    private async Task KeepAliveAsync(Func<Task> close, CancellationToken current)
    {
        try
        {
            if (!await check.KeepsAsync(current))
            {
                await close();
                return;
            }

            while (true)
            {
                await Task.Delay(KeepAlive, current);
                await hub.HelloAsync(current);
            }
        }
        catch (Exception exception)
        {
            if (!current.IsCancellationRequested)
            {
                LogLost(exception);
                await close();
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Workflows run: the sidecar's work items are read.")]
    private partial void LogConnected();

    [LoggerMessage(LogLevel.Warning, "The sidecar's stream of work items is interrupted; it is opened again until it stays.")]
    private partial void LogInterrupted(Exception? exception);

    [LoggerMessage(LogLevel.Warning, "The sidecar does not answer any more; its stream of work items is closed.")]
    private partial void LogLost(Exception exception);
}
