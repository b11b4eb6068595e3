using System.Threading.Channels;
using Dapr.Actors;
using Dapr.Actors.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley.Sessions.Catalog;

/// <summary>
/// Brings what this replica's sessions owe the catalog to it, in batches that form while the previous call runs. What it drops
/// stays in its session's head, and the session's reminder offers it again.
/// </summary>
public sealed partial class CatalogPayer(
    IActorProxyFactory proxies, SessionWriter sessions, WrittenElsewhere elsewhere, ILogger<CatalogPayer> logger) : BackgroundService
{
    private const int FetchesAtOnce = 32;
    private const int MaxBatch = 256;
    private const int QueueLength = 100_000;

    private static readonly TimeSpan FlushDeadline = TimeSpan.FromSeconds(10);

    /// <summary>How long a stop waits for the catalog. What another runtime finds there it pays, whatever reminders were left behind.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly ActorProxyOptions Options = new() { RequestTimeout = TimeSpan.FromSeconds(30) };

    private readonly Channel<Offer> offers = Channel.CreateBounded<Offer>(
        new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    private readonly ICatalogActor catalog =
        proxies.CreateActorProxy<ICatalogActor>(new ActorId(CatalogActor.TheOne), nameof(CatalogActor), Options);

    private readonly SemaphoreSlim fetching = new(1);

    /// <summary>Takes what a committed turn changed; the calls of one session come in order.</summary>
    public void Offer(SessionUpdate update) => offers.Writer.TryWrite(new Offer(update, null));

    /// <summary>Completes when the catalog has all that was offered, or written through this replica, before.</summary>
    /// <exception cref="TimeoutException">The catalog does not take it.</exception>
    public async Task FlushAsync()
    {
        await FetchAsync().WaitAsync(FlushDeadline);
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await offers.Writer.WriteAsync(new Offer(null, taken)).AsTask().WaitAsync(FlushDeadline);
        await taken.Task.WaitAsync(FlushDeadline);
    }

    public override void Dispose()
    {
        fetching.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var patience = new CancellationTokenSource();
        await using var stop = stoppingToken.Register(() => patience.CancelAfter(StopPatience));
        var settling = Task.CompletedTask;
        try
        {
            while (offers.Reader.TryPeek(out _) || await offers.Reader.WaitToReadAsync(stoppingToken))
            {
                patience.Token.ThrowIfCancellationRequested();
                var (updates, flushes) = NextBatch();
                CatalogMetrics.Batch(updates.Count, offers.Reader.Count);
                var wanted = await TakeAsync(updates, patience.Token);
                flushes.ForEach(flush => flush.SetResult());
                await settling.WaitAsync(patience.Token);
                settling = SettleAsync(wanted);
            }
        }
        catch (OperationCanceledException)
        {
            // The process stops; what is not taken stands in the heads.
        }
    }

    /// <summary>Brings what was written through this replica to sessions of others, which bring it themselves, but nobody here knows when.</summary>
    private async Task FetchAsync()
    {
        // In line: what an earlier flush has taken is here when it is done.
        if (!await fetching.WaitAsync(FlushDeadline))
        {
            throw new TimeoutException("What was written to sessions of other replicas is still being fetched.");
        }

        try
        {
            await Parallel.ForEachAsync(elsewhere.Take(), new ParallelOptions { MaxDegreeOfParallelism = FetchesAtOnce }, FetchAsync);
        }
        finally
        {
            fetching.Release();
        }
    }

    private async ValueTask FetchAsync(string id, CancellationToken cancellation)
    {
        try
        {
            if (await sessions.Session(id).ReadOwedAsync(0) is { } owed)
            {
                Offer(owed);
            }
        }
        catch (Exception exception) when (Outage.Is(exception))
        {
            elsewhere.Note(id);
            NotFetched(logger, id, exception.Message);
        }
    }

    private (List<SessionUpdate> Updates, List<TaskCompletionSource> Flushes) NextBatch()
    {
        var updates = new List<SessionUpdate>();
        var flushes = new List<TaskCompletionSource>();
        while (updates.Count < MaxBatch && offers.Reader.TryRead(out var offer))
        {
            if (offer.Update is { } update)
            {
                updates.Add(update);
            }
            else
            {
                flushes.Add(offer.Taken!);
            }
        }

        return (updates, flushes);
    }

    /// <summary>Does not give up: nothing else can be taken while the catalog is away.</summary>
    private async Task<Dictionary<string, long>> TakeAsync(List<SessionUpdate> updates, CancellationToken stopping)
    {
        var wanted = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var pause = TimeSpan.FromMilliseconds(50); updates.Count > 0; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var answers = await catalog.TakeAsync([.. updates]).WaitAsync(stopping);
                for (var i = 0; i < answers.Length; i++)
                {
                    wanted[updates[i].Summary.Id] = answers[i];
                }

                updates = await ReadMissingAsync(updates, wanted);
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                NotTaken(logger, updates.Count, exception.Message);
                await Task.Delay(pause, stopping);
            }
        }

        return wanted;
    }

    /// <summary>What the catalog wants before it takes what it was offered.</summary>
    private async Task<List<SessionUpdate>> ReadMissingAsync(List<SessionUpdate> updates, Dictionary<string, long> wanted)
    {
        var missing = new List<SessionUpdate>();
        foreach (var id in updates.Where(update => update.Entries[^1].Version >= wanted[update.Summary.Id]).Select(update => update.Summary.Id).Distinct())
        {
            if (await sessions.Session(id).ReadOwedAsync(wanted[id]) is { } owed)
            {
                missing.Add(owed);
            }
        }

        return missing;
    }

    private Task SettleAsync(Dictionary<string, long> wanted) => Task.WhenAll(wanted.Select(async next =>
    {
        try
        {
            await sessions.Session(next.Key).SettleAsync(next.Value - 1);
        }
        catch (Exception exception)
        {
            NotSettled(logger, next.Key, exception.Message);
        }
    }));

    [LoggerMessage(LogLevel.Warning, "The catalog did not take {Count} updates; they are offered again. {Reason}")]
    private static partial void NotTaken(ILogger logger, int count, string reason);

    [LoggerMessage(LogLevel.Warning, "What session {SessionId} owes the catalog could not be fetched from its replica, which brings it itself. {Reason}")]
    private static partial void NotFetched(ILogger logger, string sessionId, string reason);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId} could not be told what the catalog has; its reminder offers it again. {Reason}")]
    private static partial void NotSettled(ILogger logger, string sessionId, string reason);
}
