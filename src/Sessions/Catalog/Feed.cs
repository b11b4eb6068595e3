using System.Runtime.CompilerServices;
using Dapr.Actors;
using Dapr.Actors.Client;

namespace Parley.Sessions.Catalog;

/// <summary>The changes of all sessions, in one order; every replica reads the same.</summary>
public sealed class Feed(FeedReader reader, IActorProxyFactory proxies)
{
    private readonly ICatalogActor catalog =
        proxies.CreateActorProxy<ICatalogActor>(new ActorId(CatalogActor.TheOne), nameof(CatalogActor));

    /// <summary>The position of a change; null when the feed does not have it, or no longer.</summary>
    public Task<long?> FindAsync(FeedKey key) => catalog.FindAsync(key);

    /// <summary>The position that the next change will have.</summary>
    public async Task<long> EndAsync(CancellationToken cancellation) => (await reader.ReadHeadAsync(cancellation)).NextPosition;

    /// <summary>The changes from this position on, in order; then those to come, as they come.</summary>
    public async IAsyncEnumerable<IReadOnlyList<FeedEntry>> FollowAsync(long position, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var following = reader.Follow();
        while (true)
        {
            var head = await reader.ReachAsync(position, cancellation);

            // What a head names may have been folded since.
            var entries = await reader.ReadAsync(head, position, cancellation)
                ?? await reader.ReadAsync(await reader.ReadHeadAsync(cancellation), position, cancellation)
                ?? throw new TimeoutException($"The feed has position {position} no longer.");
            position += entries.Count;
            yield return entries;
        }
    }
}
