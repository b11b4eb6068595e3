using System.Globalization;
using Parley.Sessions;
using Parley.Sessions.Messages;

namespace Parley.Api.InfoCenter.Messages;

/// <summary>Messages as this contract shows them, and their ids.</summary>
internal static class MessageViews
{
    private const string Prefix = "msg-";

    public static string IdOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");

    /// <summary>The number in an id; null when the text is none.</summary>
    public static long? NumberOf(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(id.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && IdOf(number) == id
            ? number
            : null;

    public static InfoMessage Of(ShownMessage shown) => Of(shown.Head, shown.Message, shown.Reply?.Content);

    public static InfoMessage Of(SessionHead head, Message message, string? aiResponse) => new(
        IdOf(message.Number),
        message.RobotId ?? head.RobotId,
        head.Id,
        message.Sender.Id,
        message.Sender.Name ?? message.Sender.Id,
        message.Sender.Avatar,
        message.Content,
        Words.MessageTypes.Of(message.Type),
        aiResponse,
        message.AnsweredAt is { } answered ? InfoTime.Of(answered) : null,
        message.Confidence,
        message.HumanIntervened,
        message.Satisfaction?.Score,
        Messages.Mentions.In(message.Content),
        message.Metadata ?? BodyReader.EmptyObject,
        InfoTime.Of(message.CreatedAt),
        InfoTime.Of(message.UpdatedAt ?? message.CreatedAt),
        head.Channel,
        message.Sequence);
}
