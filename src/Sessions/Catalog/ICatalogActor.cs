using Dapr.Actors;

namespace Parley.Sessions.Catalog;

/// <summary>The read model across sessions; there is one.</summary>
public interface ICatalogActor : IActor
{
    /// <summary>Takes entries that follow those it has, and passes over those it has.</summary>
    /// <returns>For each update the version that the catalog wants next of that session.</returns>
    Task<long[]> TakeAsync(SessionUpdate[] updates);

    Task<MessagePage> ListMessagesAsync(MessageQuery query);

    Task<SessionPage> ListSessionsAsync(SessionQuery query);

    Task<SessionScanPage> ScanSessionsAsync(SessionScan scan);

    Task<Statistics> CountAsync(StatisticsQuery query);

    /// <summary>The feed position of a change; null when the feed does not have it, or no longer.</summary>
    Task<long?> FindAsync(FeedKey key);

    /// <summary>Sessions that owe something, a thousand at most, after the given id in ordinal order.</summary>
    Task<string[]> ListOwingAsync(string afterId);
}
