using System.Text.Json.Serialization;

namespace Parley.Api.AutoSession;

/// <summary>For the API's description; bodies are read member by member, since each has errors of its own.</summary>
public sealed record CreateSessionRequest(
    [property: JsonPropertyName("account_id")] string AccountId,
    [property: JsonPropertyName("shop_id")] string ShopId,
    [property: JsonPropertyName("shop_name")] string ShopName,
    [property: JsonPropertyName("task_type")] string TaskType,
    [property: JsonPropertyName("external_task_id")] string ExternalTaskId,
    [property: JsonPropertyName("send_content")] string SendContent,
    [property: JsonPropertyName("platform")] string Platform = CreateSession.DefaultPlatform,
    [property: JsonPropertyName("level")] string Level = "level3",
    [property: JsonPropertyName("send_url")] string? SendUrl = null,
    [property: JsonPropertyName("max_inactive_minutes")] int MaxInactiveMinutes = CreateSession.DefaultMinutes);
