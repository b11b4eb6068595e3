using System.Text.Json.Serialization;

namespace Parley.Api.AutoSession;

public sealed record SeenMessageView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("content")] string Content,
    [property: JsonPropertyName("nick")] string? Nick = null,
    [property: JsonPropertyName("time")] string? Time = null);
