using System.Runtime.CompilerServices;

namespace Dapr.Embedded.State;

/// <summary><c>state.in-memory</c>: rows that end with the process.</summary>
internal sealed class InMemoryStateStore(TimeProvider time) : IStateStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Row> rows = [];
    private long lastETag;

    public ValueTask<StateRow?> ReadAsync(string key, CancellationToken cancellation)
    {
        lock (gate)
        {
            return ValueTask.FromResult(Find(key)?.State);
        }
    }

    public ValueTask<IReadOnlyList<StateRow?>> ReadManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        lock (gate)
        {
            return ValueTask.FromResult<IReadOnlyList<StateRow?>>([.. keys.Select(key => Find(key)?.State)]);
        }
    }

    public Task WriteAsync(IReadOnlyList<StateWrite> writes)
    {
        lock (gate)
        {
            foreach (var write in writes)
            {
                var row = Find(write.Key);
                if (write.ETag is { } etag ? row?.State.ETag != etag : write.FirstWrite && row is not null)
                {
                    return Task.FromException(new StateConflictException(write.Key));
                }
            }

            foreach (var write in writes)
            {
                if (write.Value is not { } value)
                {
                    rows.Remove(write.Key);
                    continue;
                }

                DateTimeOffset? expires = write.TimeToLive > 0 ? time.GetUtcNow().AddSeconds(write.TimeToLive) : null;
                rows[write.Key] = new Row(new StateRow(value.ToArray(), $"{++lastETag}"), expires);
            }
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<KeyValuePair<string, StateRow>> ScanAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        List<KeyValuePair<string, StateRow>> found;
        lock (gate)
        {
            found = [.. rows.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).ToList()
                .Select(key => (key, row: Find(key)))
                .Where(pair => pair.row is not null)
                .Select(pair => KeyValuePair.Create(pair.key, pair.row!.State))];
        }

        await Task.CompletedTask;
        foreach (var pair in found)
        {
            yield return pair;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Row? Find(string key)
    {
        if (!rows.TryGetValue(key, out var row))
        {
            return null;
        }

        if (row.Expires > time.GetUtcNow() || row.Expires is null)
        {
            return row;
        }

        rows.Remove(key);
        return null;
    }

    private sealed record Row(StateRow State, DateTimeOffset? Expires);
}
