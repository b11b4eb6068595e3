using Dapr.Actors;
using Dapr.Actors.Client;

namespace Parley.Sessions.Catalog;

/// <summary>Asks the catalog. A question first waits until what this replica wrote has reached it, so a client reads its own writes.</summary>
public sealed class CatalogReader(CatalogPayer payer, IActorProxyFactory proxies)
{
    private static readonly ActorProxyOptions Options = new() { RequestTimeout = TimeSpan.FromSeconds(30) };

    private readonly ICatalogActor catalog =
        proxies.CreateActorProxy<ICatalogActor>(new ActorId(CatalogActor.TheOne), nameof(CatalogActor), Options);

    public async Task<MessagePage> ListMessagesAsync(MessageQuery query)
    {
        await payer.FlushAsync();
        return await catalog.ListMessagesAsync(query);
    }

    public async Task<SessionPage> ListSessionsAsync(SessionQuery query)
    {
        await payer.FlushAsync();
        return await catalog.ListSessionsAsync(query);
    }

    public async Task<Statistics> CountAsync(StatisticsQuery query)
    {
        await payer.FlushAsync();
        return await catalog.CountAsync(query);
    }
}
