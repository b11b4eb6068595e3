using System.Text.Json;
using Dapr.Actors;
using Dapr.Actors.Client;
using Parley.Faults;
using Parley.Sessions.Catalog;

namespace Parley.Sessions.Tests.Catalog;

/// <summary>Lists, sums and feed are what the plainest model says, however the catalog was told, folded and restarted.</summary>
public sealed class RandomHistoryTests
{
    [Theory]
    [InlineData(StoreType.InMemory, 150)]
    [InlineData(StoreType.Sqlite, 80)]
    [InlineData(StoreType.Sidecar, 40)]
    public Task Lists_sums_and_feed_are_exact(StoreType store, int steps) => LiveAsync(store, steps, null);

    [Theory]
    [InlineData(StoreType.InMemory, 100)]
    [InlineData(StoreType.Sqlite, 50)]
    [InlineData(StoreType.Sidecar, 30)]
    public Task Lists_sums_and_feed_are_exact_whatever_is_lost_refused_or_doubled(StoreType store, int steps) =>
        LiveAsync(store, steps, FaultOptions.Everything);

    [Fact]
    public Task Two_owners_at_once_do_not_harm_each_other_on_a_store_that_keeps_what_it_refused() =>
        LiveAsync(StoreType.InMemory, 100, FaultOptions.Divided);

    private static async Task LiveAsync(StoreType store, int steps, FaultOptions? faults)
    {
        var seed = Random.Shared.Next();
        try
        {
            await LiveAsync(store, steps, faults, seed);
        }
        catch (Exception fault)
        {
            Assert.Fail($"Seed {seed}: {fault}");
        }
    }

    private static async Task LiveAsync(StoreType store, int steps, FaultOptions? faults, int seed)
    {
        var random = new Random(seed);
        await using var host = new SessionsHost(store) { Faults = faults, Seed = seed };
        host.Settings["Feed:FoldAfter"] = $"{random.Next(1, 12)}";
        host.Settings["Feed:MaxRows"] = $"{random.Next(20, 200)}";
        await host.StartAsync();
        var model = new CatalogModel();
        var catalog = Catalog(host);
        var history = new RandomHistory(catalog, model, random);
        for (var step = 0; step < steps; step++)
        {
            await history.StepAsync();
            if (step % 5 == 0)
            {
                await CompareAsync(catalog, model, history, random);
            }

            switch (random.Next(20))
            {
                case 0:
                    await host.DeactivateAsync();
                    break;
                case 1 when store != StoreType.InMemory:
                    await host.RestartAsync();
                    (catalog, history.Catalog) = (Catalog(host), Catalog(host));
                    break;
            }
        }

        await CompareAsync(catalog, model, history, random);
        await CompareFeedAsync(host, model, random);
    }

    private static ICatalogActor Catalog(SessionsHost host) =>
        host.Get<IActorProxyFactory>().CreateActorProxy<ICatalogActor>(new ActorId(CatalogActor.TheOne), nameof(CatalogActor));

    private static async Task CompareAsync(ICatalogActor catalog, CatalogModel model, RandomHistory history, Random random)
    {
        for (var i = 0; i < 6; i++)
        {
            var query = history.NextMessageQuery();
            var expected = model.List(query).Select(row => row.Number).ToList();
            var page = await AskAsync(() => catalog.ListMessagesAsync(query));
            Assert.True(
                page.Total == expected.Count && expected.Skip((int)(query.Page - 1) * query.PageSize).Take(query.PageSize).SequenceEqual(page.Items.Select(item => item.Number)),
                $"{query}: {string.Join(',', expected)} was expected, not {JsonSerializer.Serialize(page)}");
            var walked = new List<long>();
            for (var next = query with { Page = 1 }; ; next = next with { Cursor = page.NextCursor })
            {
                page = await AskAsync(() => catalog.ListMessagesAsync(next));
                walked.AddRange(page.Items.Select(item => item.Number));
                if (page.NextCursor is null)
                {
                    break;
                }
            }

            Assert.True(expected.SequenceEqual(walked), $"{query}: by cursor {string.Join(',', expected)} was expected, not {string.Join(',', walked)}");

            var sessions = history.NextSessionQuery();
            var ids = model.List(sessions).Select(session => session.Id).ToList();
            var listed = await AskAsync(() => catalog.ListSessionsAsync(sessions));
            Assert.True(
                listed.Total == ids.Count && ids.Skip((int)sessions.Skip).Take(sessions.PageSize).SequenceEqual(listed.Items),
                $"{sessions}: {string.Join(',', ids)} was expected, not {JsonSerializer.Serialize(listed)}");
            var seen = new List<string>();
            for (var next = sessions with { Skip = 0 }; ; next = next with { Cursor = listed.NextCursor })
            {
                listed = await AskAsync(() => catalog.ListSessionsAsync(next));
                seen.AddRange(listed.Items);
                if (listed.NextCursor is null)
                {
                    break;
                }
            }

            Assert.Equal(ids, seen);

            var statistics = history.NextStatisticsQuery();
            Assert.Equal(
                $"{statistics} {JsonSerializer.Serialize(model.Count(statistics))}",
                $"{statistics} {JsonSerializer.Serialize(await AskAsync(() => catalog.CountAsync(statistics)))}");
        }

        var after = $"s{random.Next(12)}";
        Assert.Equal(
            model.Sessions.Values.Where(session => session is { Owes: true, Deleted: false } && string.CompareOrdinal(session.Id, after) > 0)
                .Select(session => session.Id).Order(StringComparer.Ordinal),
            await AskAsync(() => catalog.ListOwingAsync(after)));
    }

    private static async Task CompareFeedAsync(SessionsHost host, CatalogModel model, Random random)
    {
        var feed = host.Get<Feed>();
        var expected = model.Feed.ConvertAll(item => (item.SessionId, item.Entry.Version, item.Entry.Kind, item.Entry.MessageVersion));
        Assert.Equal(expected.Count, await AskAsync(() => feed.EndAsync(CancellationToken.None)));
        for (var i = 0; i < 5; i++)
        {
            var from = random.Next(expected.Count);
            var (sessionId, version, kind, messageVersion) = expected[from];
            Assert.Equal(from, await AskAsync(() => feed.FindAsync(FeedKey.OfSession(sessionId, version))));
            if (kind == EntryKind.Message)
            {
                var number = model.Feed[from].Entry.Row!.Number;
                Assert.Equal(from, await AskAsync(() => feed.FindAsync(FeedKey.OfMessage(number, messageVersion))));
            }

            var read = new List<FeedEntry>();
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await foreach (var entries in feed.FollowAsync(from, deadline.Token))
            {
                read.AddRange(entries);
                if (read.Count >= expected.Count - from)
                {
                    break;
                }
            }

            Assert.Equal(expected.Skip(from), read.Select(entry => (entry.SessionId, entry.Version, entry.Kind, entry.MessageVersion)));
        }

        Assert.Null(await AskAsync(() => feed.FindAsync(FeedKey.OfSession("s1", 1_000_000))));
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> question)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await question();
            }
            catch (Exception fault) when (Outage.Is(fault) && tries < 50)
            {
                // Asked again.
            }
        }
    }
}
