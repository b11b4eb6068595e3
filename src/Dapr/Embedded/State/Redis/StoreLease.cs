using System.Globalization;
using System.Security.Cryptography;
using StackExchange.Redis;

namespace Dapr.Embedded.State.Redis;

/// <summary>Makes this process the only one on an application's keys. A lease that runs out unless it is renewed says that the owner
/// lives; a fence number, which every commit checks, keeps out who was the owner once.</summary>
/// <remarks>Only an owner's death or end lets the next one in, so a lease that ran out while the server was away costs nothing as long
/// as nobody else has come. Both keys lie beside the application's: no key of a client or an actor has their shape.</remarks>
internal sealed class StoreLease : IAsyncDisposable
{
    /// <summary>How long an owner that was killed holds up the next.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = Length + Renewal;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    private static readonly RedisScript Take = new(
        """
        local holder = redis.call('GET', KEYS[2])
        if holder then
          return {0, holder}
        end
        redis.call('HSET', KEYS[1], 'holder', ARGV[1])
        redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
        return {redis.call('HINCRBY', KEYS[1], 'fence', 1), ARGV[1]}
        """);

    private static readonly RedisScript Keep = new(
        """
        local holder = redis.call('HGET', KEYS[1], 'holder')
        if holder ~= ARGV[1] then
          return {0, holder or ''}
        end
        redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
        return {redis.call('HINCRBY', KEYS[1], 'fence', ARGV[3]), holder}
        """);

    private static readonly RedisScript Release = new(
        """
        if redis.call('HGET', KEYS[1], 'holder') == ARGV[1] then
          redis.call('DEL', KEYS[2])
        end
        """);

    private readonly RedisConnection connection;
    private readonly RedisKey[] keys;
    private readonly string holder;
    private readonly Lock gate = new();
    private readonly CancellationTokenSource ending = new();
    private readonly Task renewing;
    private Task<long>? settling;
    private long fence;
    private long settled;

    private StoreLease(RedisConnection connection, RedisKey[] keys, string holder, long fence)
    {
        this.connection = connection;
        this.keys = keys;
        this.holder = holder;
        this.fence = fence;
        settled = connection.Doubts;
        renewing = RenewAsync();
    }

    /// <summary>The hash whose <c>fence</c> a commit compares.</summary>
    public RedisKey FenceKey => keys[0];

    /// <exception cref="DaprException">Another process has it and lives.</exception>
    public static async Task<StoreLease> TakeAsync(RedisConnection connection, KeyOwner owner)
    {
        RedisKey[] keys = [$"{owner.KeyPrefix}owner||fence", $"{owner.KeyPrefix}owner||lease"];
        var holder = string.Create(
            CultureInfo.InvariantCulture,
            $"process {Environment.ProcessId} on {Environment.MachineName}, app {owner.AppId}, since {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm:ss}Z, lease {RandomNumberGenerator.GetHexString(12, lowercase: true)}");
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var (fence, current) = await RunAsync(connection, Take, keys, holder, (long)Length.TotalMilliseconds);
            if (fence > 0)
            {
                return new StoreLease(connection, keys, holder, fence);
            }

            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new DaprException($"it belongs to {current}. One process owns a store; stop that one first.");
            }

            await Task.Delay(BetweenTries);
        }
    }

    /// <summary>The number that commits must find. After an answer that stayed out it is a new one, so that what was given up as
    /// failed cannot happen behind a later read.</summary>
    /// <exception cref="DaprException">The server is not to be reached, or another process has taken the store.</exception>
    public ValueTask<long> FenceAsync() =>
        Interlocked.Read(ref settled) == connection.Doubts
            ? ValueTask.FromResult(Interlocked.Read(ref fence))
            : new ValueTask<long>(SettleAsync());

    /// <summary>Why a commit found another fence: the store was taken, or this process had to move on while the commit was on its
    /// way.</summary>
    public async Task<DaprException> FencedAsync()
    {
        try
        {
            await KeepAsync(advance: 0);
            return new DaprException("The connection to Redis was lost meanwhile; nothing was written.");
        }
        catch (DaprException failure)
        {
            return failure;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await renewing;
        ending.Dispose();
        try
        {
            await connection.RunAsync(Release, keys, [holder]);
        }
        catch (DaprException)
        {
            // It runs out by itself.
        }
    }

    private static async Task<(long Fence, string Holder)> RunAsync(
        RedisConnection connection, RedisScript script, RedisKey[] keys, params RedisValue[] arguments)
    {
        var answer = (RedisResult[])await connection.RunAsync(script, keys, arguments);
        return ((long)answer[0], (string)answer[1]);
    }

    // Together: while the server is away, callers must not wait behind each other's timeouts.
    private Task<long> SettleAsync()
    {
        lock (gate)
        {
            return settling is { IsCompleted: false } ? settling : settling = AdvanceAsync();
        }
    }

    private async Task<long> AdvanceAsync()
    {
        var doubts = connection.Doubts;
        var next = await KeepAsync(advance: 1);
        Interlocked.Exchange(ref fence, next);
        Interlocked.Exchange(ref settled, doubts);
        return next;
    }

    private async Task<long> KeepAsync(int advance)
    {
        var (current, owner) = await RunAsync(connection, Keep, keys, holder, (long)Length.TotalMilliseconds, advance);
        return current > 0
            ? current
            : throw new DaprException($"The state store was taken by {(owner.Length > 0 ? owner : "another process")}; this process must end.");
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(Renewal);
        try
        {
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                await TryRenewAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The store closes.
        }
    }

    private async Task TryRenewAsync()
    {
        try
        {
            await KeepAsync(advance: 0);
        }
        catch (DaprException)
        {
            // The next turn meets the same and says so.
        }
    }
}
