using Dapr.Actors;
using Dapr.Actors.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley.Sessions.Catalog;

/// <summary>Wakes, once after the start, the sessions that the catalog knows to owe something.</summary>
public sealed partial class OwingSessions(
    IActorProxyFactory proxies, SessionWriter sessions, IHostApplicationLifetime lifetime, ILogger<OwingSessions> logger) : BackgroundService
{
    private const int AtOnce = 32;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        try
        {
            var catalog = proxies.CreateActorProxy<ICatalogActor>(new ActorId(CatalogActor.TheOne), nameof(CatalogActor));
            for (var after = ""; await catalog.ListOwingAsync(after) is { Length: > 0 } owing; after = owing[^1])
            {
                await Parallel.ForEachAsync(
                    owing,
                    new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
                    async (id, _) => await sessions.Session(id).WakeAsync());
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            NotWoken(logger, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Not all sessions that owe something were woken; their reminders will. {Reason}")]
    private static partial void NotWoken(ILogger logger, string reason);
}
