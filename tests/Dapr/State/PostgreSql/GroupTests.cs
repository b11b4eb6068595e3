using System.Text;
using Dapr;
using Dapr.Embedded.State;

namespace Parley.Dapr.Tests.State.PostgreSql;

public sealed class GroupTests : IAsyncLifetime
{
    private PostgreSqlStore? store;

    private IStateStore Store => store!.Store;

    public async Task InitializeAsync() => store = await PostgreSqlStore.OpenAsync();

    public async Task DisposeAsync()
    {
        if (store is not null)
        {
            await store.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task A_refused_turn_takes_no_other_of_its_group_with_it()
    {
        await Store.WriteAsync([Put("old")]);
        var kinds = new Func<int, StateWrite[]>[]
        {
            number => [Put($"row-{number}"), Put($"head-{number}")],
            number => [Put($"row-{number}"), Put($"head-{number}", etag: "stale")],
            number => [Put($"row-{number}"), Put($"head-{number}", etag: $"{Guid.NewGuid()}")],
            number => [Put($"row-{number}"), First($"head-{number}"), Put($"other-{number}")],
            number => [Put($"row-{number}"), First("old")],
            number => [Put($"row-{number}"), First($"head-{number}"), First($"other-{number}")],
            number => [Put($"row-{number}"), First($"head-{number}"), First("old")],
            number => [Put($"row-{number}"), new StateWrite("old", null, $"{Guid.NewGuid()}")],
            number => [Put($"row-{number}"), Put("nul\0")],
            number => [Put($"row-{number}"), Put("half\ud800")],
            number => [Put($"row-{number}"), Put(new string('k', 3000))],
        };
        var refusing = new HashSet<int> { 1, 2, 4, 6, 7, 8, 9, 10 };
        var turns = Enumerable.Range(0, 550).Select(number => Store.WriteAsync(kinds[number % kinds.Length](number))).ToList();

        for (var number = 0; number < turns.Count; number++)
        {
            var (kind, failure) = (number % kinds.Length, await Record.ExceptionAsync(() => turns[number]));
            Assert.True(refusing.Contains(kind) == failure is DaprException, $"Turn {number} of kind {kind} ended with {failure?.Message ?? "success"}.");
            Assert.Equal(refusing.Contains(kind), await Store.ReadAsync($"row-{number}", default) is null);
        }
    }

    [SkippableFact]
    public async Task A_turn_with_several_conditions_writes_all_when_they_hold_and_leaves_nothing_when_the_last_refuses()
    {
        await Store.WriteAsync([Put("a"), Put("b")]);
        var (a, b) = (await ETagAsync("a"), await ETagAsync("b"));

        await Assert.ThrowsAsync<StateConflictException>(
            () => Store.WriteAsync([Put("new"), Put("a", "changed", a), Put("b", "changed", $"{Guid.NewGuid()}")]));
        Assert.Null(await Store.ReadAsync("new", default));
        Assert.Equal("value value", $"{await ReadAsync("a")} {await ReadAsync("b")}");

        await Store.WriteAsync([Put("new"), Put("a", "changed", a), new StateWrite("b", null, b)]);
        Assert.Equal("value changed", $"{await ReadAsync("new")} {await ReadAsync("a")}");
        Assert.Null(await Store.ReadAsync("b", default));
    }

    [SkippableFact]
    public async Task A_key_that_a_turn_writes_twice_is_judged_in_the_turns_order()
    {
        await Store.WriteAsync([Put("a")]);
        var etag = await ETagAsync("a");

        await Assert.ThrowsAsync<StateConflictException>(() => Store.WriteAsync([Put("a", "first"), Put("a", "second", etag)]));
        Assert.Equal("value", await ReadAsync("a"));

        await Store.WriteAsync([Put("a", "first", etag), Put("a", "second")]);
        Assert.Equal("second", await ReadAsync("a"));
    }

    [SkippableFact]
    public async Task A_commit_that_fails_fails_its_turns_and_the_next_one_is_well()
    {
        await store!.QueryAsync($"ALTER TABLE {store.Table} ADD CONSTRAINT narrow CHECK (length(value) < 1000)");

        var failure = await Assert.ThrowsAsync<DaprException>(
            () => Store.WriteAsync([Put("small"), new StateWrite("large", new byte[2000])]));
        Assert.Contains("narrow", failure.Message, StringComparison.Ordinal);
        failure = await Assert.ThrowsAsync<DaprException>(
            () => Store.WriteAsync([First("small"), First("other"), new StateWrite("large", new byte[2000])]));
        Assert.Contains("narrow", failure.Message, StringComparison.Ordinal);

        Assert.Null(await Store.ReadAsync("small", default));
        await Store.WriteAsync([Put("small")]);
        Assert.Equal("value", await ReadAsync("small"));
    }

    [SkippableFact]
    public async Task A_scan_finds_every_row_of_its_prefix_and_no_other()
    {
        var keys = Enumerable.Range(0, 150).Select(number => $"p|{number}").Append("p|\U0001F44B").Append("p|你").ToHashSet();
        await Store.WriteAsync([.. keys.Append("p").Append("o|1").Append("q|1").Append("P|1").Append("p}").Select(key => Put(key))]);

        var found = new HashSet<string>();
        await foreach (var (key, row) in Store.ScanAsync("p|", default))
        {
            Assert.True(found.Add(key), $"{key} came twice.");
            Assert.Equal("value", Encoding.UTF8.GetString(row.Value.Span));
        }

        Assert.Equal(keys, found);
    }

    [SkippableFact]
    public async Task A_closed_store_neither_writes_nor_reads_and_has_written_what_waited()
    {
        var open = Store;
        var turns = Enumerable.Range(0, 1000).Select(number => open.WriteAsync([Put($"row-{number}")])).ToList();
        await store!.CloseAsync();

        await Task.WhenAll(turns);
        await Assert.ThrowsAsync<DaprException>(() => open.WriteAsync([Put("a")]));
        await Assert.ThrowsAsync<DaprException>(async () => await open.ReadAsync("a", default));
    }

    private static StateWrite Put(string key, string value = "value", string? etag = null) => new(key, Encoding.UTF8.GetBytes(value), etag);

    private static StateWrite First(string key) => new(key, "value"u8.ToArray(), FirstWrite: true);

    private async Task<string> ReadAsync(string key) => Encoding.UTF8.GetString((await Store.ReadAsync(key, default))!.Value.Span);

    private async Task<string> ETagAsync(string key) => (await Store.ReadAsync(key, default))!.ETag;
}
