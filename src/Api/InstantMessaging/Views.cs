using Parley.Api.Contracts;
using Parley.Sessions.Messages;
using Parley.Sessions.Replies;

namespace Parley.Api.InstantMessaging;

/// <summary>Messages and reply records as this contract shows them.</summary>
public sealed class Views(MessageIds ids, ContractTime times, TimeProvider time)
{
    public MessageView Of(string sessionId, Message message) => new(
        message.Number,
        ids.Of(message),
        sessionId,
        message.Sender.Id,
        message.ReplyTo is null ? "TEXT" : "AI_REPLY",
        message.Content,
        times.Naive(message.CreatedAt));

    public RecordView Of(string sessionId, ReplyRecord record) => new(
        record.Number,
        "record_" + ids.Suffix(record.Number, record.CreatedAt),
        sessionId,
        "msg_" + ids.Suffix(record.Number, record.CreatedAt),
        record.ReplyNumber is { } reply ? "msg_" + ids.Suffix(reply, record.ClosedAt!.Value) : null,
        record.Status switch { ReplyStatus.Open => 0, ReplyStatus.Replied => 1, _ => 2 },
        record.ClosedAt is { } closed ? (long)(closed - record.CreatedAt).TotalMilliseconds : null,
        record.Status switch
        {
            ReplyStatus.Failed => ImError.ReplyFailed.Message,
            ReplyStatus.TimedOut => ImError.ReplyTimedOut.Message,
            ReplyStatus.InHumanHands => ImError.InHumanHands,
            _ => null,
        },
        times.Naive(record.CreatedAt));

    public IResult Of(ImError error) =>
        new JsonAnswer<ErrorView>(
            new ErrorView(error.Code, error.Message, times.Naive(Whole(time.GetUtcNow()))), ImJson.Default.ErrorView, error.Status);

    private static DateTimeOffset Whole(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());
}
