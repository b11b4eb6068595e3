using System.Text.Json.Serialization;

namespace Parley.Api.AutoSession;

public sealed record UploadRequest(
    [property: JsonPropertyName("shop_name")] string ShopName,
    [property: JsonPropertyName("messages")] IReadOnlyList<SeenMessageView> Messages,
    [property: JsonPropertyName("platform")] string Platform = CreateSession.DefaultPlatform,
    [property: JsonPropertyName("max_inactive_minutes")] int MaxInactiveMinutes = CreateSession.DefaultMinutes);
