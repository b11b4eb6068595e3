using System.Text.Json.Serialization;

namespace Parley.Api.AutoSession;

public sealed record SessionStatusView(
    [property: JsonPropertyName("session_id")] string SessionId,
    [property: JsonPropertyName("external_task_id")] string ExternalTaskId,
    [property: JsonPropertyName("task_type")] string TaskType,
    [property: JsonPropertyName("task_status")] int TaskStatus,
    [property: JsonPropertyName("session_state")] string SessionState,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("finished_at")] string? FinishedAt,
    [property: JsonPropertyName("send_content")] string SendContent,
    [property: JsonPropertyName("account_id")] string AccountId,
    [property: JsonPropertyName("priority")] int Priority,
    [property: JsonPropertyName("message_count")] long MessageCount,
    [property: JsonPropertyName("last_activity")] string LastActivity);
