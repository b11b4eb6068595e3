using System.Text.Json.Serialization;

namespace Parley.Api.InstantMessaging;

public sealed record MessageList(
    [property: JsonPropertyName("messages")] IReadOnlyList<MessageView> Messages,
    [property: JsonPropertyName("total")] long Total,
    [property: JsonPropertyName("page")] long Page,
    [property: JsonPropertyName("page_size")] int PageSize,
    [property: JsonPropertyName("next_cursor")] string? NextCursor);
