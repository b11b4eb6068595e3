using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Api.Contracts;
using Parley.Sessions;
using Parley.Sessions.Messages;
using Parley.Sessions.Replies;

namespace Parley.Api.InstantMessaging.Sockets;

/// <summary>The frames that the server sends, as UTF-8 JSON.</summary>
public sealed class SocketFrames(MessageIds ids)
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = PlainJsonEncoder.Instance };

    public static byte[] Welcome(string userId) =>
        Frame(new() { ["type"] = "welcome", ["user_id"] = userId, ["message"] = $"欢迎，{userId}！" });

    /// <summary>The client's value byte for byte: it may hold what no writer would write again.</summary>
    public static byte[] Pong(JsonElement? timestamp) =>
        [.. """{"type":"pong","timestamp":"""u8, .. timestamp is { } value ? JsonMarshal.GetRawUtf8Value(value) : "null"u8, (byte)'}'];

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
