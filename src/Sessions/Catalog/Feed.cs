namespace Parley.Sessions.Catalog;

/// <summary>The changes of all sessions, in one order; every replica reads the same.</summary>
public sealed class Feed
{
    /// <summary>The position of a change; null when the feed does not have it, or no longer.</summary>
    public Task<long?> FindAsync(FeedKey key) => throw new NotSupportedException($"{key}");

    /// <summary>The position that the next change will have.</summary>
    public Task<long> EndAsync(CancellationToken cancellation) => throw new NotSupportedException($"{cancellation}");

    /// <summary>The changes from this position on, in order; then those to come, as they come.</summary>
    public IAsyncEnumerable<IReadOnlyList<FeedEntry>> FollowAsync(long position, CancellationToken cancellation) =>
        throw new NotSupportedException($"{position} {cancellation}");
}
