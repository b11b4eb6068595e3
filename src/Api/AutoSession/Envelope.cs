using System.Text.Json.Serialization;

namespace Parley.Api.AutoSession;

/// <summary>Every business answer of this contract, with HTTP status 200.</summary>
public sealed record Envelope<T>(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("data")] T? Data,
    [property: JsonPropertyName("error_code")] string? ErrorCode);
