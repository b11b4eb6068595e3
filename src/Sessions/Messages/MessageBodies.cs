using Parley.Sessions.Documents;

namespace Parley.Sessions.Messages;

/// <summary>Puts long contents back into the messages that were read.</summary>
public static class MessageBodies
{
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
            ? message with { Content = body.Content, HasBody = false }
            : message)];
    }

    public static async Task<Message> WithBodyAsync(
        this DocumentStore documents, SessionHead head, Message message, CancellationToken cancellation = default) =>
        (await documents.WithBodiesAsync(head, [message], cancellation))[0];
}
