using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Dapr.Embedded.Components;

namespace Dapr.Embedded.State.Sqlite;

/// <summary><c>state.sqlite</c>: a file with daprd's tables, owned by this process while it lives.</summary>
/// <remarks>A read runs on its caller's thread: it takes some microseconds, less than handing it to another thread.</remarks>
internal sealed class SqliteStateStore : IStateStore
{
    private readonly ConcurrentBag<RowReader> readers = [];
    private readonly SqliteSettings settings;
    private readonly TimeProvider time;
    private readonly StoreOwner owner;
    private readonly GroupWriter writer;
    private readonly GroupCommit commits;
    private readonly ITimer? sweeper;
    private volatile bool closed;

    private SqliteStateStore(SqliteSettings settings, TimeProvider time, StoreOwner owner, GroupWriter writer, string component)
    {
        this.settings = settings;
        this.time = time;
        this.owner = owner;
        this.writer = writer;
        commits = new GroupCommit(writer, component, settings.Timeout, time);
        if (settings.CleanupInterval > TimeSpan.Zero)
        {
            sweeper = time.CreateTimer(_ => Sweep(), null, settings.CleanupInterval, settings.CleanupInterval);
        }
    }

    /// <exception cref="StartException">Another process owns the file, or it cannot be opened.</exception>
    public static SqliteStateStore Open(ComponentManifest manifest, SqliteSettings settings, string appId, TimeProvider time)
    {
        StoreOwner? owner = null;
        Connection? connection = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(settings.Path)!);
            owner = StoreOwner.Take(settings.Path, appId, time);
            connection = Connection.Open(settings);
            SqliteSchema.Migrate(connection, settings);
            return new SqliteStateStore(settings, time, owner, new GroupWriter(connection, settings.Table, time), manifest.Name);
        }
        catch (Exception failure) when (failure is DaprException or IOException or UnauthorizedAccessException or FormatException)
        {
            connection?.Dispose();
            owner?.Dispose();
            throw manifest.Error($"cannot open '{settings.Path}': {failure.Message}");
        }
    }

    public ValueTask<StateRow?> ReadAsync(string key, CancellationToken cancellation) =>
        ValueTask.FromResult(Read(reader => reader.Read(key)));

    public ValueTask<IReadOnlyList<StateRow?>> ReadManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation) =>
        ValueTask.FromResult(Read(reader => reader.ReadMany(keys)));

    public Task WriteAsync(IReadOnlyList<StateWrite> writes) => commits.WriteAsync(writes);

    public async IAsyncEnumerable<KeyValuePair<string, StateRow>> ScanAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = "";
        while (true)
        {
            var page = Read(reader => reader.ReadPage(prefix, after));
            foreach (var (key, row) in page)
            {
                cancellation.ThrowIfCancellationRequested();
                if (!key.StartsWith(prefix, StringComparison.Ordinal))
                {
                    yield break;
                }

                if (row is not null)
                {
                    yield return KeyValuePair.Create(key, row);
                }
            }

            if (page.Count < RowReader.PageSize)
            {
                yield break;
            }

            after = page[^1].Key;
            // Between pages the thread is free for others.
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        closed = true;
        if (sweeper is not null)
        {
            await sweeper.DisposeAsync();
        }

        await commits.DisposeAsync();
        while (readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        owner.Dispose();
    }

    private void Sweep()
    {
        writer.SweepWithNextCommit();
        // Only to wake the writer, which needs no waking when its queue is full.
        _ = commits.WriteAsync([]);
    }

    // A reader that failed is not used again: what state its connection is in is unknown.
    private T Read<T>(Func<RowReader, T> read)
    {
        if (closed)
        {
            throw new DaprException("The state store is closed.");
        }

        if (!readers.TryTake(out var reader))
        {
            reader = new RowReader(settings, time);
        }

        try
        {
            var answer = read(reader);
            readers.Add(reader);
            return answer;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }
}
