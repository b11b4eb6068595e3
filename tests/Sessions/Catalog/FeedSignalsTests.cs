using System.Collections.Concurrent;
using Dapr.Actors;
using Dapr.Actors.Client;
using Parley.Hosting;
using Parley.Sessions.Catalog;
using Parley.Sessions.Replies;

namespace Parley.Sessions.Tests.Catalog;

public sealed class FeedSignalsTests
{
    [Fact]
    public async Task What_another_replica_wrote_is_told_to_those_who_listen_here()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        var catalog = host.Get<IActorProxyFactory>().CreateActorProxy<ICatalogActor>(new ActorId(CatalogActor.TheOne), nameof(CatalogActor));
        var told = new ConcurrentQueue<SessionChange>();
        using var subscription = host.Get<SessionSignals>().Subscribe("s", told.Enqueue);
        await FollowedAsync(told);

        // A turn of this process would send a signal of its own; the catalog is told as by another one.
        await catalog.TakeAsync([Update(1)]);
        await catalog.TakeAsync([Update(2)]);

        await Eventually.TrueAsync(() => Task.FromResult(told.Any(change => change.Latest == 2)), "the latest sequence is told");
    }

    [Fact]
    public async Task That_a_reply_failed_on_another_replica_is_told_and_shown_in_no_list()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        var catalog = host.Get<IActorProxyFactory>().CreateActorProxy<ICatalogActor>(new ActorId(CatalogActor.TheOne), nameof(CatalogActor));
        var told = new ConcurrentQueue<SessionChange>();
        using var subscription = host.Get<SessionSignals>().Subscribe("s", told.Enqueue);
        await FollowedAsync(told);
        var record = new ReplyRecord { Number = 1, Sequence = 1, CreatedAt = DateTimeOffset.UnixEpoch, Status = ReplyStatus.Failed, ClosedAt = DateTimeOffset.UnixEpoch };

        await catalog.TakeAsync([Update(new CatalogEntry(1, EntryKind.Unanswered, DateTimeOffset.UnixEpoch) { Closed = record })]);

        await Eventually.TrueAsync(() => Task.FromResult(told.Any(change => change.Closed == record)), "the record is told", evidence: () => string.Join('\n', told));
        Assert.Equal(0, (await catalog.ListMessagesAsync(new MessageQuery(1))).Total);
    }

    [Fact]
    public async Task Who_listens_before_the_feed_is_followed_is_told_to_look()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        var told = new ConcurrentQueue<SessionChange>();
        using var subscription = host.Get<SessionSignals>().Subscribe("s", told.Enqueue);

        await FollowedAsync(told);
    }

    private static Task FollowedAsync(ConcurrentQueue<SessionChange> told) =>
        Eventually.TrueAsync(() => Task.FromResult(told.Contains(SessionChange.Unknown)), "the feed is followed");

    private static SessionUpdate Update(long version) => Update(
        new CatalogEntry(version, EntryKind.Message, DateTimeOffset.UnixEpoch.AddSeconds(version)) { Sequence = version, Latest = version, MessageVersion = 1 });

    private static SessionUpdate Update(CatalogEntry entry) => new(
        new SessionSummary { Id = "s", Version = entry.Version, Channel = "im", RobotId = "im", CreatedAt = DateTimeOffset.UnixEpoch, LastActivityAt = entry.At },
        [entry]);
}
