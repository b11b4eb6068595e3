using System.Text.Json.Serialization;

namespace Parley.Api.AutoSession;

public sealed record CompletedTask(
    [property: JsonPropertyName("session_id")] string SessionId,
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("completed_at")] string CompletedAt);
