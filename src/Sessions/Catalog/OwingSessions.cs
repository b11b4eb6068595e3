using Dapr.Actors;
using Dapr.Actors.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley.Sessions.Catalog;

/// <summary>Wakes, once after the start, the sessions that the catalog knows to owe something.</summary>
public sealed partial class OwingSessions(
    IActorProxyFactory proxies, SessionWriter sessions, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<OwingSessions> logger)
    : BackgroundService
{
    private const int AtOnce = 32;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        string? after = "";
        while (after is not null)
        {
            try
            {
                after = await WakePageAsync(after, stoppingToken);
            }
            catch (Exception exception) when (Outage.Is(exception) && !stoppingToken.IsCancellationRequested)
            {
                // A sidecar calls actors only a while after the start, and reminders of another runtime do not come here.
                NotWoken(logger, exception.Message);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    /// <summary>Wakes a page of sessions; the last of them, or null when there are no more.</summary>
    private async Task<string?> WakePageAsync(string after, CancellationToken stopping)
    {
        var catalog = proxies.CreateActorProxy<ICatalogActor>(new ActorId(CatalogActor.TheOne), nameof(CatalogActor));
        var owing = await catalog.ListOwingAsync(after);
        await Parallel.ForEachAsync(
            owing,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopping },
            async (id, _) => await WakeAsync(id));
        return owing.Length == 0 ? null : owing[^1];
    }

    private async Task WakeAsync(string id)
    {
        try
        {
            await sessions.Session(id).WakeAsync();
        }
        catch (Exception exception) when (!Outage.Is(exception))
        {
            Faulty(logger, id, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Not all sessions that owe something were woken; it is tried again. {Reason}")]
    private static partial void NotWoken(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Error, "Session {SessionId} owes something and cannot be woken: {Reason}")]
    private static partial void Faulty(ILogger logger, string sessionId, string reason);
}
