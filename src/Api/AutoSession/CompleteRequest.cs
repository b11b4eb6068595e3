using System.Text.Json.Serialization;

namespace Parley.Api.AutoSession;

public sealed record CompleteRequest(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("error_message")] string? ErrorMessage = null,
    [property: JsonPropertyName("lease")] long? Lease = null);
