using System.Text.Json.Serialization;

namespace Parley.Api.InstantMessaging;

public sealed record RecordList(
    [property: JsonPropertyName("records")] IReadOnlyList<RecordView> Records,
    [property: JsonPropertyName("total")] long Total,
    [property: JsonPropertyName("page")] long Page,
    [property: JsonPropertyName("page_size")] int PageSize,
    [property: JsonPropertyName("next_cursor")] string? NextCursor);
