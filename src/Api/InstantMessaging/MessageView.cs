using System.Text.Json.Serialization;

namespace Parley.Api.InstantMessaging;

public sealed record MessageView(
    [property: JsonPropertyName("id")] long Id,
    [property: JsonPropertyName("message_id")] string MessageId,
    [property: JsonPropertyName("session_id")] string SessionId,
    [property: JsonPropertyName("from_user_id")] string FromUserId,
    [property: JsonPropertyName("msg_type")] string MsgType,
    [property: JsonPropertyName("msg_content")] string MsgContent,
    [property: JsonPropertyName("created_at")] string CreatedAt);
