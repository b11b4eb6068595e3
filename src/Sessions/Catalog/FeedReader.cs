using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Catalog;

/// <summary>
/// Reads the feed's documents for all followers of this replica: one looks whether there is something new, and each document is
/// read once, however many follow.
/// </summary>
public sealed partial class FeedReader(DocumentStore documents, FeedSignal signal, ILogger<FeedReader> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    private const int CachedDocuments = 256;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = CachedDocuments });
    private readonly SemaphoreSlim followed = new(0, 1);
    private CatalogHead latest = new();
    private TaskCompletionSource changed = New();
    private int followers;

    /// <summary>Says that somebody follows, until it is disposed of.</summary>
    public IDisposable Follow()
    {
        if (Interlocked.Increment(ref followers) == 1 && followed.CurrentCount == 0)
        {
            followed.Release();
        }

        return new Following(this);
    }

    public async Task<CatalogHead> ReadHeadAsync(CancellationToken cancellation) =>
        await documents.FindAsync<CatalogHead>(CatalogHead.Key, cancellation) ?? new CatalogHead();

    /// <summary>Waits until there is a change at this position.</summary>
    public async Task<CatalogHead> ReachAsync(long position, CancellationToken cancellation)
    {
        while (true)
        {
            var next = Volatile.Read(ref changed).Task;
            var head = Volatile.Read(ref latest);
            if (head.NextPosition > position)
            {
                return head;
            }

            await next.WaitAsync(cancellation);
        }
    }

    /// <summary>Changes from this position on: those of one document; null when that is gone.</summary>
    public async Task<IReadOnlyList<FeedEntry>?> ReadAsync(CatalogHead head, long position, CancellationToken cancellation)
    {
        if (position < head.FoldedPosition)
        {
            var segment = position / FeedSegment.Size;
            var known = Math.Min(head.FoldedPosition, (segment + 1) * FeedSegment.Size);
            var entries = await CachedAsync($"{FeedSegment.Key(segment)}:{known}", async () =>
                (await documents.FindAsync<FeedSegment>(FeedSegment.Key(segment), cancellation))?.Entries);
            return entries?[(int)(position % FeedSegment.Size)..(int)(known - segment * FeedSegment.Size)];
        }

        // Most follow close behind the latest journal.
        for (var number = head.NextJournal - 1; number >= head.FirstJournal; number--)
        {
            var journal = await CachedAsync(Journal.Key(number), () => documents.FindAsync<Journal>(Journal.Key(number), cancellation));
            if (journal is null || position >= journal.FirstPosition)
            {
                return journal?.Feed[(int)(position - journal.FirstPosition)..];
            }
        }

        return null;
    }

    public override void Dispose()
    {
        cache.Dispose();
        followed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                if (Volatile.Read(ref followers) == 0)
                {
                    await followed.WaitAsync(stoppingToken);
                }

                var next = signal.Next;
                await LookAsync(stoppingToken);
                await Task.WhenAny(next, Task.Delay(Poll, stoppingToken));
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task LookAsync(CancellationToken stopping)
    {
        try
        {
            var head = await ReadHeadAsync(stopping);
            if (head.NextPosition != latest.NextPosition)
            {
                Volatile.Write(ref latest, head);
                Interlocked.Exchange(ref changed, New()).SetResult();
            }
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            NotRead(logger, exception.Message);
            await Task.Delay(Poll, stopping);
        }
    }

    private async Task<T?> CachedAsync<T>(string key, Func<Task<T?>> read)
        where T : class
    {
        var known = cache.GetOrCreate(key, entry =>
        {
            entry.Size = 1;
            return new Lazy<Task<T?>>(read);
        })!;
        try
        {
            if (await known.Value is { } document)
            {
                return document;
            }
        }
        catch
        {
            cache.Remove(key);
            throw;
        }

        cache.Remove(key);
        return null;
    }

    [LoggerMessage(LogLevel.Warning, "The feed could not be read; it is tried again. {Reason}")]
    private static partial void NotRead(ILogger logger, string reason);

    private sealed class Following(FeedReader reader) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref reader.followers);
    }
}
