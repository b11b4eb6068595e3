using System.Collections.Concurrent;
using Dapr.Actors;
using Dapr.Actors.Client;
using Parley.Hosting;
using Parley.Sessions.Catalog;

namespace Parley.Sessions.Tests.Catalog;

public sealed class FeedSignalsTests
{
    [Fact]
    public async Task What_another_replica_wrote_is_told_to_those_who_listen_here()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        var catalog = host.Get<IActorProxyFactory>().CreateActorProxy<ICatalogActor>(new ActorId(CatalogActor.TheOne), nameof(CatalogActor));
        var told = new ConcurrentQueue<long>();
        using var subscription = host.Get<SessionSignals>().Subscribe("s", change => told.Enqueue(change.Latest));

        // A turn of this process would send a signal of its own; the catalog is told as by another one.
        var version = 0L;
        await Eventually.TrueAsync(
            async () =>
            {
                await catalog.TakeAsync([Update(++version)]);
                return !told.IsEmpty;
            },
            "the feed is followed");
        await catalog.TakeAsync([Update(version + 1)]);

        await Eventually.TrueAsync(() => Task.FromResult(told.Contains(version + 1)), "the latest sequence is told");
    }

    private static SessionUpdate Update(long version)
    {
        var now = DateTimeOffset.UnixEpoch.AddSeconds(version);
        return new SessionUpdate(
            new SessionSummary { Id = "s", Version = version, Channel = "im", RobotId = "im", CreatedAt = DateTimeOffset.UnixEpoch, LastActivityAt = now },
            [new CatalogEntry(version, EntryKind.Message, now) { Sequence = version, Latest = version, MessageVersion = 1 }]);
    }
}
