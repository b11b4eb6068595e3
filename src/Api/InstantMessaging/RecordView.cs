using System.Text.Json.Serialization;

namespace Parley.Api.InstantMessaging;

public sealed record RecordView(
    [property: JsonPropertyName("id")] long Id,
    [property: JsonPropertyName("record_id")] string RecordId,
    [property: JsonPropertyName("session_id")] string SessionId,
    [property: JsonPropertyName("user_message_id")] string UserMessageId,
    [property: JsonPropertyName("ai_message_id")] string? AiMessageId,
    [property: JsonPropertyName("status")] int Status,
    [property: JsonPropertyName("duration_ms")] long? DurationMs,
    [property: JsonPropertyName("error_message")] string? ErrorMessage,
    [property: JsonPropertyName("created_at")] string CreatedAt);
