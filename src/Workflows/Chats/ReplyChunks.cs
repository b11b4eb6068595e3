using System.Collections.Concurrent;
using Parley.Sessions;
using Parley.Sessions.Chats;

namespace Parley.Workflows.Chats;

/// <summary>Brings answers piece by piece to those who wait for them, on whichever replica. Best effort: the stored answer is the truth.</summary>
public sealed class ReplyChunks(Announcements announcements, TimeProvider time)
{
    public const string Topic = "reply-chunks";

    private readonly ConcurrentDictionary<string, ReplyListener> listeners = [];

    /// <summary>Listens to a turn until the listener is disposed of.</summary>
    public ReplyListener Listen(string turnId) => listeners[turnId] = new ReplyListener(this, turnId);

    /// <summary>Begins a call of the model.</summary>
    public ReplyAttempt Begin(PendingTurn turn) => new(
        listeners.ContainsKey(turn.Id) ? chunk => { Hear(new ReplyPiece(turn.Id, chunk)); return Task.CompletedTask; }
        : turn.Streamed ? chunk => announcements.TryTellAsync(Topic, new ReplyPiece(turn.Id, chunk))
        : null,
        time);

    /// <summary>Takes a piece for whoever listens here; most replicas have nobody who does.</summary>
    public void Hear(ReplyPiece piece) => listeners.GetValueOrDefault(piece.TurnId)?.Add(piece.Chunk);

    internal void Forget(string turnId, ReplyListener listener) => listeners.TryRemove(new KeyValuePair<string, ReplyListener>(turnId, listener));
}
