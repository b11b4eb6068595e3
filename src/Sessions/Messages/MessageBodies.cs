using Parley.Sessions.Documents;

namespace Parley.Sessions.Messages;

/// <summary>Takes what is long out of the messages that are kept, and puts it back into those that are read.</summary>
public static class MessageBodies
{
    /// <summary>A page of 32 such messages, with room for their senders, stays below the limit of a document.</summary>
    private const int MaxMovableWeight = 4096;

    /// <summary>The message as the log keeps it, and its body if it has one; a message that has one keeps it.</summary>
    public static (Message Kept, Document? Body) Split(SessionHead head, Message message, bool hasBody = false)
    {
        if (!hasBody && message.MovableWeight <= MaxMovableWeight)
        {
            return (message, null);
        }

        var key = SessionKeys.Body(head, message.Sequence);
        var body = new MessageBody { Content = message.Content, Metadata = message.Metadata };
        return (message with { Content = "", Metadata = null, HasBody = true }, new Document(key, DocumentStore.Write(key, body)));
    }

    public static async Task<IReadOnlyList<Message>> WithBodiesAsync(
        this DocumentStore documents, SessionHead head, IReadOnlyList<Message> messages, CancellationToken cancellation = default)
    {
        var keys = messages.Where(message => message.HasBody).Select(message => SessionKeys.Body(head, message.Sequence)).ToList();
        if (keys.Count == 0)
        {
            return messages;
        }

        var bodies = await documents.FindManyAsync<MessageBody>(keys, cancellation);
        return [.. messages.Select(message => message.HasBody && bodies.TryGetValue(SessionKeys.Body(head, message.Sequence), out var body)
            ? message with { Content = body.Content, Metadata = body.Metadata, HasBody = false }
            : message)];
    }

    public static async Task<Message> WithBodyAsync(
        this DocumentStore documents, SessionHead head, Message message, CancellationToken cancellation = default) =>
        (await documents.WithBodiesAsync(head, [message], cancellation))[0];
}
