using System.Runtime.CompilerServices;
using Dapr.Embedded.Components;
using StackExchange.Redis;

namespace Dapr.Embedded.State.Redis;

/// <summary><c>state.redis</c>: hashes of daprd's layout on one server, the application's keys owned by this process while it lives.</summary>
/// <remarks>A turn is one script. Turns that run at the same time are pipelined, and the server syncs its log once for all that it
/// finds waiting; whether it does so before it answers is the server's setting (<c>appendfsync</c>).</remarks>
internal sealed class RedisStateStore : IStateStore
{
    // Rows as they are at one moment, in one round trip.
    private static readonly RedisScript ReadRows = new(
        """
        local rows = {}
        for i = 1, #KEYS do
          rows[i] = redis.call('HMGET', KEYS[i], 'data', 'version')
        end
        return rows
        """);

    private readonly RedisConnection connection;
    private readonly StoreLease lease;
    private readonly StateMetrics metrics;
    private readonly RowVersions versions = new();
    private readonly WriteBacklog backlog = new();
    private volatile bool closed;

    private RedisStateStore(RedisConnection connection, StoreLease lease, string component)
    {
        this.connection = connection;
        this.lease = lease;
        metrics = new StateMetrics(component);
    }

    /// <exception cref="StartException">Another process owns the application's keys, or the server cannot be reached.</exception>
    public static async Task<RedisStateStore> OpenAsync(ComponentManifest manifest, RedisSettings settings, KeyOwner owner)
    {
        RedisConnection? connection = null;
        try
        {
            connection = await RedisConnection.OpenAsync(settings);
            return new RedisStateStore(connection, await StoreLease.TakeAsync(connection, owner), manifest.Name);
        }
        catch (DaprException failure)
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            throw manifest.Error($"cannot open '{settings.Address}': {failure.Message}");
        }
    }

    public async ValueTask<StateRow?> ReadAsync(string key, CancellationToken cancellation)
    {
        await FenceAsync();
        return await connection.ReadAsync(key);
    }

    public async ValueTask<IReadOnlyList<StateRow?>> ReadManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await FenceAsync();
        var rows = (RedisResult[])await connection.RunAsync(ReadRows, [.. keys.Select(key => (RedisKey)key)], []);
        return [.. rows.Select(row => (RedisValue[])row).Select(row => RedisConnection.Row(row[0], row[1]))];
    }

    public async Task WriteAsync(IReadOnlyList<StateWrite> writes)
    {
        var bytes = writes.Sum(write => (long)(write.Value?.Length ?? 0));
        backlog.Enter(bytes);
        try
        {
            var started = TimeProvider.System.GetTimestamp();
            await RunAsync(writes);
            metrics.Committed(1, writes.Count, bytes, TimeProvider.System.GetElapsedTime(started));
        }
        finally
        {
            backlog.Leave(bytes);
        }
    }

    public async IAsyncEnumerable<KeyValuePair<string, StateRow>> ScanAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var seen = new HashSet<string>();
        await foreach (var page in connection.ScanAsync(GlobPattern.Prefix(prefix), cancellation))
        {
            var keys = page.Where(seen.Add).ToList();
            var rows = keys.Count > 0 ? await ReadManyAsync(keys, cancellation) : [];
            foreach (var (key, row) in keys.Zip(rows))
            {
                if (row is not null)
                {
                    yield return KeyValuePair.Create(key, row);
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        closed = true;
        await lease.DisposeAsync();
        await connection.DisposeAsync();
    }

    private ValueTask<long> FenceAsync() =>
        closed ? throw new DaprException("The state store is closed.") : lease.FenceAsync();

    private async Task RunAsync(IReadOnlyList<StateWrite> writes)
    {
        var fence = await FenceAsync();
        var answer = (int)await connection.RunAsync(
            TurnScript.Script, TurnScript.Keys(lease.FenceKey, writes), TurnScript.Arguments(fence, writes, versions));
        if (answer == TurnScript.Fenced)
        {
            throw await lease.FencedAsync();
        }

        if (answer != TurnScript.Written)
        {
            throw new StateConflictException(writes[answer - 1].Key);
        }
    }
}
