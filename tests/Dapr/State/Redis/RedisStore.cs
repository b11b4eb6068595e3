using Dapr.Embedded.Components;
using Dapr.Embedded.State;
using Parley.Conformance;
using StackExchange.Redis;

namespace Parley.Dapr.Tests.State.Redis;

/// <summary>A server's empty database as a test sees it: by Redis's own commands, and as component files name it.</summary>
internal sealed class RedisStore : IAsyncDisposable
{
    private static int lastDatabase = 1;

    private readonly ComponentFolder folder = new();
    private readonly string place;
    private readonly string items;
    private readonly ConnectionMultiplexer multiplexer;

    private RedisStore(int port, ConnectionMultiplexer multiplexer, int database)
    {
        this.multiplexer = multiplexer;
        Commands = multiplexer.GetDatabase(database);
        Address = $"127.0.0.1:{port}/{database}";
        place = $"{{ name: redisHost, value: '127.0.0.1:{port}' }}, {{ name: redisDB, value: '{database}' }}";
        items = $"{place}, {ComponentFolder.ActorStore}";
        With("");
    }

    public IDatabase Commands { get; }

    public string Address { get; }

    /// <param name="server">The server.</param>
    /// <param name="through">The port that the components name, when it is not the server's own.</param>
    public static async Task<RedisStore> OnAsync(RedisServer server, int? through = null)
    {
        var multiplexer = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{server.Port},abortConnect=false");
        return new RedisStore(through ?? server.Port, multiplexer, Interlocked.Increment(ref lastDatabase));
    }

    /// <summary>More items, as YAML flow mappings.</summary>
    public void With(string more) => folder.With("a.yaml", ComponentFolder.Component("statestore", "state.redis", $"{items}, {more}"));

    /// <summary>Another component on the same database, whose keys begin with its name.</summary>
    public void AddSecond(string name) =>
        folder.With("b.yaml", ComponentFolder.Component(name, "state.redis", $"{place}, {{ name: keyPrefix, value: name }}"));

    public Task<ComponentSet> OpenAsync(string appId = "parley") => folder.OpenAsync(appId);

    public Task<string> FailureAsync() => folder.FailureAsync();

    public static StateWrite Put(string key, string value = "value", string? etag = null, int timeToLive = 0) =>
        new(key, System.Text.Encoding.UTF8.GetBytes(value), etag, TimeToLive: timeToLive);

    public async ValueTask DisposeAsync()
    {
        await multiplexer.CloseAsync();
        multiplexer.Dispose();
        folder.Dispose();
    }
}
