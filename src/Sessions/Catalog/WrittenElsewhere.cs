using System.Collections.Concurrent;

namespace Parley.Sessions.Catalog;

/// <summary>What was written through this replica to sessions that another one has: what they owe the catalog waits there.</summary>
public sealed class WrittenElsewhere(TimeProvider time)
{
    // The other replica pays within moments; only who asks sooner needs to know.
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, bool> here = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly Queue<(string SessionId, DateTimeOffset At)> written = new();

    /// <summary>A session came into the memory of this process.</summary>
    /// <param name="actorKey">The id of its actor.</param>
    public void Enter(string actorKey) => here[actorKey] = true;

    public void Leave(string actorKey) => here.TryRemove(actorKey, out _);

    /// <summary>A write to a session was answered.</summary>
    public void Note(string sessionId)
    {
        if (here.ContainsKey(ActorKey.Of(sessionId)))
        {
            return;
        }

        var now = time.GetUtcNow();
        lock (gate)
        {
            written.Enqueue((sessionId, now));
            while (now - written.Peek().At > Memory)
            {
                written.Dequeue();
            }
        }
    }

    /// <summary>The sessions that were noted since the last time.</summary>
    public IReadOnlyCollection<string> Take()
    {
        lock (gate)
        {
            var taken = written.Select(one => one.SessionId).ToHashSet(StringComparer.Ordinal);
            written.Clear();
            return taken;
        }
    }
}
