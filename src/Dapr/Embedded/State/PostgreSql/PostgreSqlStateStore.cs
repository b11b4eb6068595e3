using Dapr.Embedded.Components;

namespace Dapr.Embedded.State.PostgreSql;

/// <summary><c>state.postgresql</c>, version 2: daprd's tables in a database, owned by this process while it lives.</summary>
internal sealed class PostgreSqlStateStore : IStateStore
{
    private readonly RowReader reader;
    private readonly GroupCommit commits;
    private readonly ITimer? sweeper;
    private volatile bool closed;

    private PostgreSqlStateStore(PostgreSqlSettings settings, OwnerConnection owner, string component, TimeProvider time)
    {
        reader = new RowReader(settings);
        commits = new GroupCommit(new GroupWriter(owner, settings.Table), component, settings.Timeout, time);
        if (settings.CleanupInterval > TimeSpan.Zero)
        {
            sweeper = time.CreateTimer(_ => _ = SweepAsync(), null, settings.CleanupInterval, settings.CleanupInterval);
        }
    }

    /// <exception cref="StartException">Another process owns the tables, or the server cannot be had.</exception>
    public static async Task<PostgreSqlStateStore> OpenAsync(
        ComponentManifest manifest, PostgreSqlSettings settings, KeyOwner owner, TimeProvider time)
    {
        var connection = new OwnerConnection(settings, owner);
        try
        {
            // It blocks, as suits the committing thread, whose connection it is from then on.
            await Task.Run(connection.Get);
            return new PostgreSqlStateStore(settings, connection, manifest.Name, time);
        }
        catch (Exception failure) when (failure is DaprException or FormatException || PostgreSqlFailure.Is(failure))
        {
            connection.Dispose();
            throw manifest.Error($"cannot open {settings.Place}: {failure.Message}");
        }
    }

    public ValueTask<StateRow?> ReadAsync(string key, CancellationToken cancellation)
    {
        ThrowIfClosed();
        return reader.ReadAsync(key, cancellation);
    }

    public ValueTask<IReadOnlyList<StateRow?>> ReadManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        ThrowIfClosed();
        return reader.ReadManyAsync(keys, cancellation);
    }

    public Task WriteAsync(IReadOnlyList<StateWrite> writes) => commits.WriteAsync(writes);

    public IAsyncEnumerable<KeyValuePair<string, StateRow>> ScanAsync(string prefix, CancellationToken cancellation)
    {
        ThrowIfClosed();
        return reader.ScanAsync(prefix, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        closed = true;
        if (sweeper is not null)
        {
            await sweeper.DisposeAsync();
        }

        await commits.DisposeAsync();
        await reader.DisposeAsync();
    }

    private void ThrowIfClosed()
    {
        if (closed)
        {
            throw new DaprException("The state store is closed.");
        }
    }

    // A sweep that fails or overtakes the store's end leaves its rows to the next one.
    private async Task SweepAsync()
    {
        try
        {
            await reader.DeleteExpiredAsync();
        }
        catch (DaprException)
        {
        }
    }
}
