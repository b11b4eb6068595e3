using System.Text.Json.Serialization;

namespace Parley.Api.AutoSession;

public sealed record SendInfo(
    [property: JsonPropertyName("send_content")] string SendContent,
    [property: JsonPropertyName("send_url")] string? SendUrl,
    [property: JsonPropertyName("shop_name")] string ShopName,
    [property: JsonPropertyName("session_id")] string SessionId,
    [property: JsonPropertyName("platform")] string Platform,
    [property: JsonPropertyName("task_type")] string TaskType,
    [property: JsonPropertyName("external_task_id")] string ExternalTaskId);
