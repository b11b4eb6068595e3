using System.Globalization;
using System.Text;
using Dapr;
using Dapr.Embedded.State;
using Parley.Conformance;

namespace Parley.Dapr.Tests.State.PostgreSql;

public sealed class ServerLossTests
{
    [SkippableFact]
    public async Task Writes_and_reads_fail_while_the_server_is_down_and_go_on_by_themselves_when_it_is_back()
    {
        await using var server = await PostgreSqlServer.StartNewAsync();
        await using var store = await PostgreSqlStore.OpenAsync(server);
        await store.Store.WriteAsync([new StateWrite("a", "1"u8.ToArray())]);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.Store.ReadAsync("a", default).AsTask()));

        await server.StopAsync();
        await Assert.ThrowsAsync<DaprException>(() => store.Store.WriteAsync([new StateWrite("b", "1"u8.ToArray())]));
        await Assert.ThrowsAsync<DaprException>(() => store.Store.WriteAsync([new StateWrite("b", "1"u8.ToArray())]));
        await Assert.ThrowsAsync<DaprException>(() => store.Store.ReadAsync("a", default).AsTask());
        await Assert.ThrowsAsync<DaprException>(() => store.Store.ReadManyAsync(["a"], default).AsTask());
        await server.StartAsync();

        var etag = (await store.Store.ReadAsync("a", default))!.ETag;
        await store.Store.WriteAsync([new StateWrite("a", "2"u8.ToArray(), etag)]);
        Assert.Null(await store.Store.ReadAsync("b", default));
    }

    [SkippableFact]
    public async Task Reads_outlive_a_restart_of_the_server_that_nobody_noticed()
    {
        await using var server = await PostgreSqlServer.StartNewAsync();
        await using var store = await PostgreSqlStore.OpenAsync(server);
        await store.Store.WriteAsync([new StateWrite("a", "1"u8.ToArray())]);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.Store.ReadAsync("a", default).AsTask()));

        await server.StopAsync();
        await server.StartAsync();

        var rows = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.Store.ReadAsync("a", default).AsTask()));
        Assert.All(rows, Assert.NotNull);
    }

    [SkippableFact]
    public async Task What_was_acknowledged_before_the_server_went_away_is_there_afterwards()
    {
        await using var server = await PostgreSqlServer.StartNewAsync();
        await using var store = await PostgreSqlStore.OpenAsync(server);
        var acknowledged = new int[32];
        var writers = Enumerable.Range(0, acknowledged.Length).Select(writer => Task.Run(async () =>
        {
            while (true)
            {
                await store.Store.WriteAsync([Put($"head-{writer}", acknowledged[writer] + 1), Put($"page-{writer}", acknowledged[writer] + 1)]);
                acknowledged[writer]++;
            }
        })).ToList();
        await Deadline.Until(() => acknowledged.All(count => count > 20), "every writer has written 20 times");

        await server.StopAsync();
        foreach (var writer in writers)
        {
            await Assert.ThrowsAsync<DaprException>(() => writer);
        }

        await server.StartAsync();

        for (var writer = 0; writer < acknowledged.Length; writer++)
        {
            var stored = await ReadAsync(store.Store, $"head-{writer}");
            Assert.InRange(stored, acknowledged[writer], acknowledged[writer] + 1);
            Assert.Equal(stored, await ReadAsync(store.Store, $"page-{writer}"));
        }
    }

    private static StateWrite Put(string key, int value) => new(key, Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture)));

    private static async Task<int> ReadAsync(IStateStore store, string key) =>
        int.Parse((await store.ReadAsync(key, default))!.Value.Span, CultureInfo.InvariantCulture);
}
