using Dapr.Actors;
using Dapr.Actors.Client;

namespace Parley.Sessions.Catalog;

/// <summary>
/// Asks the catalog. A question first waits until what this replica wrote has reached it, so a client reads its own writes, and is
/// asked again when there were sessions in the answer that are over by their own lifetime.
/// </summary>
public sealed class CatalogReader(CatalogPayer payer, SessionWriter sessions, IActorProxyFactory proxies)
{
    private static readonly ActorProxyOptions Options = new() { RequestTimeout = TimeSpan.FromSeconds(30) };

    private readonly ICatalogActor catalog =
        proxies.CreateActorProxy<ICatalogActor>(new ActorId(CatalogActor.TheOne), nameof(CatalogActor), Options);

    public Task<MessagePage> ListMessagesAsync(MessageQuery query) => AskAsync(() => catalog.ListMessagesAsync(query));

    public Task<SessionPage> ListSessionsAsync(SessionQuery query) => AskAsync(() => catalog.ListSessionsAsync(query));

    /// <summary>Sessions that are over by their own lifetime may be among them.</summary>
    public async Task<SessionScanPage> ScanSessionsAsync(SessionScan scan)
    {
        await payer.FlushAsync();
        return await catalog.ScanSessionsAsync(scan);
    }

    public Task<Statistics> CountAsync(StatisticsQuery query) => AskAsync(() => catalog.CountAsync(query));

    private async Task<TAnswer> AskAsync<TAnswer>(Func<Task<TAnswer>> ask)
        where TAnswer : CatalogAnswer
    {
        IReadOnlyList<string> asked = [];
        while (true)
        {
            await payer.FlushAsync();
            var answer = await ask();

            // Some stay all the same: a question that waits in line keeps its session.
            if (answer.Expired is not { } expired || expired.SequenceEqual(asked))
            {
                return answer;
            }

            await Task.WhenAll(expired.Select(id => sessions.Session(id).ExpireAsync()));
            asked = expired;
        }
    }
}
