using Parley.Sessions.Documents;
using Parley.Sessions.Messages;
using Parley.Sessions.Numbers;
using Parley.Sessions.Replies;

namespace Parley.Sessions;

/// <summary>Reads sessions from their documents, without a turn.</summary>
public sealed class SessionReader(DocumentStore documents)
{
    public Task<SessionHead?> FindAsync(string sessionId, CancellationToken cancellation = default) =>
        documents.FindAsync<SessionHead>(SessionKeys.Head(sessionId), cancellation);

    /// <summary>Messages at sequences from..to, both inclusive, in order.</summary>
    public async Task<IReadOnlyList<Message>> ReadMessagesAsync(SessionHead head, long from, long to, CancellationToken cancellation = default) =>
        await documents.WithBodiesAsync(head, await documents.Messages(head).ReadAsync(head.Messages, from, to, cancellation), cancellation);

    /// <summary>Reply records at positions from..to, both inclusive, in order.</summary>
    public async Task<IReadOnlyList<ReplyRecord>> ReadRepliesAsync(SessionHead head, long from, long to, CancellationToken cancellation = default) =>
        await documents.Replies(head).ReadAsync(head.Replies, from, to, cancellation);

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
        return message?.Number == number ? (head, await documents.WithBodyAsync(head, message, cancellation)) : null;
    }
}
