using System.Text.Json.Serialization;

namespace Parley.Api.AutoSession;

public sealed record CreatedSession(
    [property: JsonPropertyName("session_id")] string SessionId,
    [property: JsonPropertyName("external_task_id")] string ExternalTaskId,
    [property: JsonPropertyName("task_type")] string TaskType,
    [property: JsonPropertyName("created_at")] string CreatedAt);
