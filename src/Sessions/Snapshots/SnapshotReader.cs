using System.Runtime.CompilerServices;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;

namespace Parley.Sessions.Snapshots;

/// <summary>Takes snapshots of sessions, and reads their messages as they stand when they are read.</summary>
public sealed class SnapshotReader(DocumentStore documents, SessionReader sessions)
{
    /// <summary>The session as it is now; null when there is none.</summary>
    public async Task<SessionSnapshot?> TakeAsync(string sessionId, CancellationToken cancellation = default) =>
        await sessions.FindAsync(sessionId, cancellation) is { } head ? await TakeAsync(head, cancellation) : null;

    /// <summary>Those of the sessions that are there.</summary>
    public async Task<IReadOnlyList<SessionSnapshot>> TakeManyAsync(IReadOnlyList<string> sessionIds, CancellationToken cancellation = default)
    {
        var snapshots = new List<SessionSnapshot>(sessionIds.Count);
        foreach (var head in await sessions.FindManyAsync(sessionIds, cancellation))
        {
            snapshots.Add(await TakeAsync(head, cancellation));
        }

        return snapshots;
    }

    /// <summary>All messages of the snapshot, a batch at a time, with edits that happened until the batch is read.</summary>
    /// <exception cref="SnapshotLostException">One of them is missing.</exception>
    public async IAsyncEnumerable<IReadOnlyList<Message>> ReadAsync(
        SessionSnapshot snapshot, int batchSize, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var head = snapshot.Head;
        for (var from = 1L; from <= snapshot.Count; from += batchSize)
        {
            var to = Math.Min(from + batchSize - 1, snapshot.Count);

            // What was deleted meanwhile stays in storage, and the head that was read last knows where.
            head = await sessions.FindAsync(head.Id, cancellation) is { } now && now.Generation == head.Generation ? now : head;
            yield return await ReadAsync(head, snapshot.Holes?.Positions(from, to) ?? Range(from, to), cancellation);
        }
    }

    private async Task<SessionSnapshot> TakeAsync(SessionHead head, CancellationToken cancellation)
    {
        if (head.DeletedMessages == 0)
        {
            return new SessionSnapshot(Trim(head), null);
        }

        // They may tell of more deletions than the head: those count as well.
        var holes = await documents.FindAsync<SessionHoles>(SessionKeys.Holes(head), cancellation)
            ?? throw new SnapshotLostException($"Session '{head.Id}' lacks its holes.");
        return new SessionSnapshot(Trim(head), holes.Messages);
    }

    private async Task<IReadOnlyList<Message>> ReadAsync(SessionHead head, List<long> sequences, CancellationToken cancellation)
    {
        var kept = await documents.Messages(head).ReadAtAsync(head.Messages, sequences, cancellation);
        var messages = await documents.WithBodiesAsync(head, kept, cancellation);
        return messages.Count == sequences.Count && !messages.Any(message => message.HasBody)
            ? messages
            : throw new SnapshotLostException($"Session '{head.Id}' lacks messages between {sequences[0]} and {sequences[^1]}.");
    }

    private static List<long> Range(long from, long to)
    {
        var positions = new List<long>((int)(to - from + 1));
        for (var position = from; position <= to; position++)
        {
            positions.Add(position);
        }

        return positions;
    }

    private static SessionHead Trim(SessionHead head) => new()
    {
        Id = head.Id,
        Generation = head.Generation,
        Channel = head.Channel,
        CreatedAt = head.CreatedAt,
        LastActivityAt = head.LastActivityAt,
        Messages = head.Messages,
    };
}
