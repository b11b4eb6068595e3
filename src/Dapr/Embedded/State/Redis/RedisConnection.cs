using System.Runtime.CompilerServices;
using StackExchange.Redis;

namespace Dapr.Embedded.State.Redis;

/// <summary>One pipelined connection, which comes back by itself. Its times are real ones: the server does not follow the clock of
/// a test.</summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    private const int PageSize = 1000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly RedisValue[] RowFields = [RowField.Data, RowField.Version];

    private readonly Lock gate = new();
    private readonly RedisSettings settings;
    private ConnectionMultiplexer multiplexer;
    private Task replacing = Task.CompletedTask;
    private long doubts;

    private RedisConnection(RedisSettings settings, ConnectionMultiplexer multiplexer)
    {
        this.settings = settings;
        this.multiplexer = multiplexer;
    }

    /// <summary>How often an answer stayed out, so that a command may have run, or may run later.</summary>
    public long Doubts => Interlocked.Read(ref doubts);

    /// <exception cref="DaprException">The server cannot be reached, or refuses the password.</exception>
    public static async Task<RedisConnection> OpenAsync(RedisSettings settings)
    {
        try
        {
            return new RedisConnection(settings, await ConnectAsync(settings));
        }
        catch (RedisException failure)
        {
            throw new DaprException(failure.Message, failure);
        }
    }

    public async Task<StateRow?> ReadAsync(string key)
    {
        var fields = await AskAsync(redis => redis.HashGetAsync(key, RowFields));
        return Row(fields[0], fields[1]);
    }

    public static StateRow? Row(RedisValue data, RedisValue version) =>
        data.IsNull || version.IsNull ? null : new StateRow((byte[])data, version!);

    /// <exception cref="DaprException">The server refused the script, or its answer stayed out: it may have run.</exception>
    public Task<RedisResult> RunAsync(RedisScript script, RedisKey[] keys, RedisValue[] arguments) => AskAsync(async redis =>
    {
        try
        {
            return await redis.ScriptEvaluateAsync(script.Hash, keys, arguments);
        }
        catch (RedisServerException unknown) when (unknown.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            // The server has forgotten it, as after a restart.
            return await redis.ScriptEvaluateAsync(script.Text, keys, arguments);
        }
    });

    /// <summary>The keys of a pattern, page by page. A key can come twice.</summary>
    public async IAsyncEnumerable<string[]> ScanAsync(string pattern, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var cursor = "0";
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var from = cursor;
            var answer = (RedisResult[])await AskAsync(redis => redis.ExecuteAsync("SCAN", from, "MATCH", pattern, "COUNT", PageSize));
            cursor = (string)answer[0];
            yield return (string[])answer[1];
        }
        while (cursor != "0");
    }

    public async ValueTask DisposeAsync()
    {
        await replacing;
        await multiplexer.CloseAsync();
        multiplexer.Dispose();
    }

    private static async Task<ConnectionMultiplexer> ConnectAsync(RedisSettings settings)
    {
        var options = new ConfigurationOptions
        {
            AbortOnConnectFail = true,
            ConfigurationChannel = "",
            ConnectTimeout = (int)Timeout.TotalMilliseconds,
            KeepAlive = 5,
            Password = settings.Password.Length > 0 ? settings.Password : null,
            ReconnectRetryPolicy = new LinearRetry(500),
            Ssl = settings.EnableTls,
            SslHost = settings.EnableTls ? settings.Host : null,
            TieBreaker = "",
        };
        options.EndPoints.Add(settings.Host, settings.Port);
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(options);
        // Otherwise one continuation that takes its time holds up all answers behind it.
        multiplexer.PreserveAsyncOrder = false;
        return multiplexer;
    }

    private async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> command)
    {
        var asked = Volatile.Read(ref multiplexer);
        try
        {
            return await command(asked.GetDatabase(settings.Database)).WaitAsync(Timeout);
        }
        catch (RedisServerException refusal)
        {
            throw new DaprException($"Redis refused: {refusal.Message}", refusal);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException or OperationCanceledException or ObjectDisposedException)
        {
            Interlocked.Increment(ref doubts);
            if (failure is TimeoutException)
            {
                Replace(asked);
            }

            throw new DaprException($"Redis did not answer: {failure.Message}", failure);
        }
    }

    // The client notices a closed connection, but not for many minutes one whose other end has vanished without a word.
    private void Replace(ConnectionMultiplexer silent)
    {
        lock (gate)
        {
            if (replacing.IsCompleted && multiplexer == silent)
            {
                replacing = ReconnectAsync(silent);
            }
        }
    }

    private async Task ReconnectAsync(ConnectionMultiplexer silent)
    {
        try
        {
            Volatile.Write(ref multiplexer, await ConnectAsync(settings));
            await silent.CloseAsync(allowCommandsToComplete: false);
            silent.Dispose();
        }
        catch (RedisException)
        {
            // The next answer that stays out tries again.
        }
    }
}
