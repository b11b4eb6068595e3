using System.Text.Json.Serialization;

namespace Parley.Api.AutoSession;

public record PendingTask(
    [property: JsonPropertyName("task_id")] string TaskId,
    [property: JsonPropertyName("session_id")] string SessionId,
    [property: JsonPropertyName("external_task_id")] string ExternalTaskId,
    [property: JsonPropertyName("task_type")] string TaskType,
    [property: JsonPropertyName("level")] string Level,
    [property: JsonPropertyName("task_status")] int TaskStatus,
    [property: JsonPropertyName("send_content")] string SendContent,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("account_id")] string AccountId,
    [property: JsonPropertyName("shop_id")] string ShopId,
    [property: JsonPropertyName("session_state")] string SessionState,
    [property: JsonPropertyName("priority")] int Priority);
