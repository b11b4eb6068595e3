using System.Collections.Concurrent;

namespace Parley.Workflows.Chats;

/// <summary>Brings answers piece by piece to those who wait for them in this process. Best effort: the stored answer is the truth.</summary>
public sealed class ReplyChunks(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ReplyListener> listeners = [];

    /// <summary>Listens to a turn until the listener is disposed of.</summary>
    public ReplyListener Listen(string turnId) => listeners[turnId] = new ReplyListener(this, turnId);

    /// <summary>Begins a call of the model.</summary>
    public ReplyAttempt Begin(string turnId) => new(listeners.GetValueOrDefault(turnId), time);

    internal void Forget(string turnId, ReplyListener listener) => listeners.TryRemove(new KeyValuePair<string, ReplyListener>(turnId, listener));
}
