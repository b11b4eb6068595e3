using Parley.Sessions.Catalog;
using Parley.Sessions.Chats;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;
using Parley.Sessions.Numbers;
using Parley.Sessions.Replies;

namespace Parley.Sessions;

/// <summary>Reads sessions from their documents, without a turn.</summary>
public sealed class SessionReader(DocumentStore documents, TimeProvider time)
{
    /// <summary>The session; null when there is none, it is deleted, or its lifetime is over.</summary>
    public async Task<SessionHead?> FindAsync(string sessionId, CancellationToken cancellation = default) =>
        await documents.FindAsync<SessionHead>(SessionKeys.Head(sessionId), cancellation) is { } head && !head.IsGone(time.GetUtcNow()) ? head : null;

    /// <summary>The sessions that there are, in the order of the ids.</summary>
    public async Task<IReadOnlyList<SessionHead>> FindManyAsync(IReadOnlyList<string> sessionIds, CancellationToken cancellation = default)
    {
        var keys = sessionIds.Distinct().ToDictionary(id => id, SessionKeys.Head);
        var heads = await documents.FindManyAsync<SessionHead>([.. keys.Values], cancellation);
        return [.. sessionIds.Select(id => heads.GetValueOrDefault(keys[id])).Where(head => head?.IsGone(time.GetUtcNow()) == false).Select(head => head!)];
    }

    /// <summary>Messages at sequences from..to, both inclusive, in order.</summary>
    public async Task<IReadOnlyList<Message>> ReadMessagesAsync(SessionHead head, long from, long to, CancellationToken cancellation = default) =>
        await documents.WithBodiesAsync(head, await documents.Messages(head).ReadAsync(head.Messages, from, to, cancellation), cancellation);

    /// <summary>Reply records at positions from..to, both inclusive, in order.</summary>
    public async Task<IReadOnlyList<ReplyRecord>> ReadRepliesAsync(SessionHead head, long from, long to, CancellationToken cancellation = default) =>
        await documents.Replies(head).ReadAsync(head.Replies, from, to, cancellation);

    /// <summary>The from-th to the to-th of the messages that are not deleted, in order.</summary>
    public async Task<IReadOnlyList<Message>> ListMessagesAsync(SessionHead head, long from, long to, CancellationToken cancellation = default)
    {
        if (head.DeletedMessages == 0)
        {
            return await ReadMessagesAsync(head, from, to, cancellation);
        }

        var holes = await documents.FindAsync<SessionHoles>(SessionKeys.Holes(head), cancellation) ?? new SessionHoles();
        var kept = await documents.Messages(head).ReadAtAsync(head.Messages, holes.Messages.Positions(from, to), cancellation);
        return await documents.WithBodiesAsync(head, [.. kept.Where(message => message.DeletedAt is null)], cancellation);
    }

    /// <summary>The from-th to the to-th of the reply records whose messages are not deleted, in order.</summary>
    public async Task<IReadOnlyList<ReplyRecord>> ListRepliesAsync(SessionHead head, long from, long to, CancellationToken cancellation = default)
    {
        if (head.DeletedReplies == 0)
        {
            return await ReadRepliesAsync(head, from, to, cancellation);
        }

        var holes = await documents.FindAsync<SessionHoles>(SessionKeys.Holes(head), cancellation) ?? new SessionHoles();
        return await documents.Replies(head).ReadAtAsync(head.Replies, holes.Replies.Positions(from, to), cancellation);
    }

    /// <summary>The message of this number; null when there is none, or it is deleted.</summary>
    public async Task<(SessionHead Head, Message Message)?> FindMessageAsync(long number, CancellationToken cancellation = default)
    {
        var owner = number < 1 ? null
            : await documents.FindAsync<NumberOwner>(NumberOwner.Key(NumberOwner.BlockOf(number)), cancellation);
        if (owner is null || await FindAsync(owner.SessionId, cancellation) is not { } head || head.Generation != owner.Generation)
        {
            return null;
        }

        var sequence = owner.FirstSequence + (number - 1) % NumberBlock.Size;
        var message = await documents.Messages(head).FindAsync(head.Messages, sequence, cancellation);

        // A block that its session never used leads to somebody else's number.
        return message?.Number == number && message.DeletedAt is null ? (head, await documents.WithBodyAsync(head, message, cancellation)) : null;
    }

    /// <summary>The message of this number with its reply; null when there is none, it is deleted, or it is a reply itself.</summary>
    public async Task<ShownMessage?> FindShownAsync(long number, CancellationToken cancellation = default) =>
        await FindMessageAsync(number, cancellation) is { Message.ReplyTo: null } found
            ? new ShownMessage(found.Head, found.Message, await FindReplyAsync(found.Head, found.Message, cancellation))
            : null;

    /// <summary>The messages at these places, in order; what was deleted meanwhile is missing.</summary>
    public async Task<IReadOnlyList<ShownMessage>> ReadShownAsync(
        IReadOnlyList<MessageLocation> locations, CancellationToken cancellation = default)
    {
        var found = new Dictionary<MessageLocation, ShownMessage>();
        foreach (var head in await FindManyAsync([.. locations.Select(location => location.SessionId).Distinct()], cancellation))
        {
            var wanted = locations.Where(location => location.SessionId == head.Id).ToList();
            var messages = await ReadAtAsync(head, [.. wanted.Select(location => location.Sequence)], cancellation);
            var replies = await ReadAtAsync(
                head, [.. messages.Values.Select(message => message.Answer?.Sequence).OfType<long>()], cancellation);
            foreach (var location in wanted)
            {
                if (messages.TryGetValue(location.Sequence, out var message) && message.Number == location.Number && message.DeletedAt is null)
                {
                    found[location] = new ShownMessage(head, message, replies.GetValueOrDefault(message.Answer?.Sequence ?? 0));
                }
            }
        }

        return [.. locations.Select(location => found.GetValueOrDefault(location)).OfType<ShownMessage>()];
    }

    /// <summary>A pending turn with its whole question.</summary>
    public async Task<PendingTurn> ReadQuestionAsync(SessionHead head, PendingTurn turn, CancellationToken cancellation = default) =>
        turn.HasBody && await documents.FindAsync<MessageBody>(SessionKeys.Turn(head, turn.Id), cancellation) is { } body
            ? turn with { Content = body.Content, Metadata = body.Metadata, HasBody = false }
            : turn;

    private async Task<Message?> FindReplyAsync(SessionHead head, Message message, CancellationToken cancellation) =>
        message.Answer is { } answer
            ? (await ReadAtAsync(head, [answer.Sequence], cancellation)).GetValueOrDefault(answer.Sequence)
            : null;

    private async Task<Dictionary<long, Message>> ReadAtAsync(SessionHead head, IReadOnlyList<long> sequences, CancellationToken cancellation)
    {
        var kept = await documents.Messages(head).ReadAtAsync(head.Messages, sequences, cancellation);
        return (await documents.WithBodiesAsync(head, kept, cancellation)).ToDictionary(message => message.Sequence);
    }
}
