using System.Text.Json.Serialization;

namespace Parley.Api.InstantMessaging;

public sealed record ErrorView(
    [property: JsonPropertyName("code")] int Code,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("timestamp")] string Timestamp);
