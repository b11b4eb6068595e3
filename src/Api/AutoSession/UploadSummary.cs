using System.Text.Json.Serialization;

namespace Parley.Api.AutoSession;

public sealed record UploadSummary(
    [property: JsonPropertyName("processed_messages")] int Processed,
    [property: JsonPropertyName("skipped_messages")] int Skipped,
    [property: JsonPropertyName("active_session_id")] string? ActiveSessionId,
    [property: JsonPropertyName("session_operations")] IReadOnlyList<string> Operations,
    [property: JsonPropertyName("errors")] IReadOnlyList<string> Errors);
