using System.Runtime.CompilerServices;

namespace Dapr.Embedded.State;

/// <summary><c>state.in-memory</c>: rows that end with the process.</summary>
internal sealed class InMemoryStateStore(TimeProvider time) : IStateStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Row> rows = [];
    private readonly PriorityQueue<string, DateTimeOffset> expiring = new();
    private readonly ETags etags = new();

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
                if (write.IsConditional && Find(write.Key)?.State.ETag != write.ETag)
                {
                    return Task.FromException(new StateConflictException(write.Key));
                }
            }

            foreach (var write in writes)
            {
                Apply(write);
            }

            Sweep();
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<KeyValuePair<string, StateRow>> ScanAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        List<KeyValuePair<string, StateRow>> found;
        lock (gate)
        {
            found = [.. rows
                .Where(row => row.Key.StartsWith(prefix, StringComparison.Ordinal) && !HasExpired(row.Value))
                .Select(row => KeyValuePair.Create(row.Key, row.Value.State))];
        }

        await Task.CompletedTask;
        foreach (var pair in found)
        {
            yield return pair;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Apply(StateWrite write)
    {
        if (write.Value is not { } value)
        {
            rows.Remove(write.Key);
            return;
        }

        DateTimeOffset? expires = write.TimeToLive > 0 ? time.GetUtcNow().AddSeconds(write.TimeToLive) : null;
        rows[write.Key] = new Row(new StateRow(value.ToArray(), etags.Next()), expires);
        if (expires is { } moment)
        {
            expiring.Enqueue(write.Key, moment);
        }
    }

    private Row? Find(string key) => rows.TryGetValue(key, out var row) && !HasExpired(row) ? row : null;

    private bool HasExpired(Row row) => row.Expires <= time.GetUtcNow();

    private void Sweep()
    {
        while (expiring.TryPeek(out var key, out var moment) && moment <= time.GetUtcNow())
        {
            expiring.Dequeue();
            if (rows.TryGetValue(key, out var row) && HasExpired(row))
            {
                rows.Remove(key);
            }
        }
    }

    private sealed record Row(StateRow State, DateTimeOffset? Expires);
}
