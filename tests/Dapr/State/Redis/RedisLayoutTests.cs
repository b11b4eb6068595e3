using System.Text;
using Dapr;
using Dapr.Embedded.Components;
using Dapr.Embedded.State;
using Parley.Conformance;
using StackExchange.Redis;
using static Parley.Dapr.Tests.State.Redis.RedisStore;

namespace Parley.Dapr.Tests.State.Redis;

/// <summary>The hashes are ones that daprd made as well.</summary>
public sealed class RedisLayoutTests : IAsyncLifetime
{
    private RedisStore? redis;
    private ComponentSet? components;

    private IStateStore Store => components!.ActorStore.Store;

    private IDatabase Commands => redis!.Commands;

    public async Task InitializeAsync()
    {
        redis = await OnAsync(await RedisServer.SharedAsync());
        components = await redis.OpenAsync();
    }

    public async Task DisposeAsync()
    {
        await (components?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (redis?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [SkippableFact]
    public async Task Rows_are_what_daprd_would_read()
    {
        var binary = new byte[] { 0xff, 0x00, 0x0d, 0x0a };
        await Store.WriteAsync([new StateWrite("parley||first", binary, FirstWrite: true), Put("parley||brief", "", timeToLive: 100)]);

        var first = (await Commands.HashGetAllAsync("parley||first")).ToStringDictionary();
        Assert.Equal(["data", "first-write", "version"], first.Keys.Order());
        Assert.Equal(binary, (byte[])(await Commands.HashGetAsync("parley||first", "data"))!);
        Assert.True(long.TryParse(first["version"], out var version) && version > 0, $"The version is '{first["version"]}'.");
        Assert.Equal("0", first["first-write"]);
        var brief = (await Commands.HashGetAllAsync("parley||brief")).ToStringDictionary();
        Assert.Equal(["data", "version"], brief.Keys.Order());
        Assert.InRange((await Commands.KeyTimeToLiveAsync("parley||brief"))!.Value, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(100));
        Assert.Null(await Commands.KeyTimeToLiveAsync("parley||first"));
    }

    [SkippableFact]
    public async Task Rows_that_daprd_wrote_are_read_and_written_under_their_etags()
    {
        await Commands.HashSetAsync("parley||a", [new("data", "{\"a\":1}"), new("version", 7), new("first-write", 0)]);

        var row = await Store.ReadAsync("parley||a", default);
        await Store.WriteAsync([Put("parley||a", "2", "7")]);

        Assert.Equal("{\"a\":1} 7", $"{Encoding.UTF8.GetString(row!.Value.Span)} {row.ETag}");
        Assert.Equal("2", (string?)await Commands.HashGetAsync("parley||a", "data"));
        Assert.NotEqual("7", (string?)await Commands.HashGetAsync("parley||a", "version"));
    }

    [SkippableFact]
    public async Task A_write_without_a_time_to_live_clears_the_one_that_daprd_left()
    {
        await Commands.HashSetAsync("parley||a", [new("data", "1"), new("version", 1)]);
        await Commands.KeyExpireAsync("parley||a", TimeSpan.FromSeconds(100));

        await Store.WriteAsync([Put("parley||a")]);

        Assert.Null(await Commands.KeyTimeToLiveAsync("parley||a"));
    }

    [SkippableFact]
    public async Task An_etag_does_not_come_back_after_a_deletion()
    {
        await Store.WriteAsync([Put("a")]);
        var etag = (await Store.ReadAsync("a", default))!.ETag;
        await Store.WriteAsync([new StateWrite("a", null)]);
        await Store.WriteAsync([Put("a", "new")]);

        await Assert.ThrowsAsync<StateConflictException>(() => Store.WriteAsync([Put("a", "old", etag)]));
    }

    [SkippableFact]
    public async Task A_key_that_a_turn_writes_twice_is_judged_in_the_turns_order()
    {
        await Store.WriteAsync([Put("a")]);
        var etag = (await Store.ReadAsync("a", default))!.ETag;

        await Assert.ThrowsAsync<StateConflictException>(() => Store.WriteAsync([Put("a", "first"), Put("a", "second", etag)]));
        await Store.WriteAsync([new StateWrite("a", null), new StateWrite("a", "third"u8.ToArray(), FirstWrite: true)]);

        Assert.Equal("third", (string?)await Commands.HashGetAsync("a", "data"));
    }

    [SkippableFact]
    public async Task A_turn_that_meets_a_key_of_another_type_writes_nothing()
    {
        await Commands.StringSetAsync("foreign", "text");

        await Assert.ThrowsAsync<DaprException>(() => Store.WriteAsync([Put("a"), Put("foreign")]));

        Assert.Null(await Store.ReadAsync("a", default));
        Assert.Equal("text", (string?)await Commands.StringGetAsync("foreign"));
    }

    [SkippableFact]
    public async Task A_turn_of_a_thousand_rows_is_written_whole_and_found_by_its_prefix_alone()
    {
        await Store.WriteAsync([.. Enumerable.Range(0, 1000).Select(number => Put($"p*[1]?||{number}")), Put("p_1__||x"), Put("px1y||x")]);

        var found = new List<string>();
        await foreach (var (key, _) in Store.ScanAsync("p*[1]?||", default))
        {
            found.Add(key);
        }

        Assert.Equal(Enumerable.Range(0, 1000).Select(number => $"p*[1]?||{number}").Order(), found.Order());
    }

    [SkippableFact]
    public async Task A_server_that_forgot_the_scripts_is_told_them_again()
    {
        await Store.WriteAsync([Put("a")]);
        await Commands.ExecuteAsync("SCRIPT", "FLUSH");

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Store.WriteAsync([Put($"row-{number}")])));

        Assert.All(await Store.ReadManyAsync([.. Enumerable.Range(0, 100).Select(number => $"row-{number}")], default), Assert.NotNull);
    }
}
