using System.Text.Json.Serialization;

namespace Parley.Sessions.Pairs;

/// <param name="Stored">How many messages went into the session.</param>
/// <param name="Skipped">How many were known.</param>
/// <param name="SessionId">The live session; null when there is none.</param>
/// <param name="Operations">What happened to sessions, in order.</param>
public sealed record UploadResult(
    [property: JsonPropertyName("n")] int Stored,
    [property: JsonPropertyName("k")] int Skipped,
    [property: JsonPropertyName("i")] string? SessionId,
    [property: JsonPropertyName("o")] IReadOnlyList<SessionOperation> Operations)
{
    /// <summary>Whether this is the answer of an earlier call.</summary>
    [JsonPropertyName("r")]
    public bool Repeated { get; init; }
}
