using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Sessions;
using Parley.Sessions.Messages;
using Parley.Sessions.Replies;

namespace Parley.Api.InstantMessaging.Sockets;

/// <summary>The frames that the server sends, as UTF-8 JSON.</summary>
public sealed class SocketFrames(MessageIds ids)
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Welcome(string userId) =>
        Frame(new() { ["type"] = "welcome", ["user_id"] = userId, ["message"] = $"欢迎，{userId}！" });

    public static byte[] Pong(JsonElement? timestamp) =>
        Frame(new() { ["type"] = "pong", ["timestamp"] = timestamp is { } value ? JsonNode.Parse(value.GetRawText()) : null });

    public static byte[] Error(string message, JsonNode code, string? userMessageId = null)
    {
        var frame = new JsonObject { ["type"] = "error", ["message"] = message, ["code"] = code };
        if (userMessageId is not null)
        {
            frame["user_message_id"] = userMessageId;
        }

        return Frame(frame);
    }

    public byte[] Sent(Message message, string? clientId)
    {
        var frame = new JsonObject { ["type"] = "message_sent", ["message_id"] = ids.Of(message), ["content"] = message.Content };
        if (clientId is not null)
        {
            frame["client_id"] = clientId;
        }

        return Frame(frame);
    }

    /// <summary>A stored message as it is pushed: a reply, or somebody's message.</summary>
    public byte[] Pushed(Message message) => message.ReplyTo is { } answered
        ? Frame(new()
        {
            ["type"] = "ai_reply",
            ["message_id"] = ids.Of(message),
            ["content"] = message.Content,
            ["user_message_id"] = ids.Of(answered),
        })
        : Frame(new()
        {
            ["type"] = "message",
            ["message_id"] = ids.Of(message),
            ["content"] = message.Content,
            ["from_user_id"] = message.Sender.Id,
        });

    /// <summary>What tells the user that no AI reply comes; null for a record that a reply closed.</summary>
    public byte[]? Unanswered(ReplyRecord record)
    {
        var messageId = "msg_" + ids.Suffix(record.Number, record.CreatedAt);
        return record.Status switch
        {
            ReplyStatus.Failed => Error(ImError.ReplyFailed.Message, ImError.ReplyFailed.Code, messageId),
            ReplyStatus.TimedOut => Error(ImError.ReplyTimedOut.Message, ImError.ReplyTimedOut.Code, messageId),
            ReplyStatus.InHumanHands => Frame(new() { ["type"] = "handoff", ["message"] = "已转人工，请稍候", ["user_message_id"] = messageId }),
            _ => null,
        };
    }

    private static byte[] Frame(JsonObject frame) => JsonSerializer.SerializeToUtf8Bytes(frame, Options);
}
