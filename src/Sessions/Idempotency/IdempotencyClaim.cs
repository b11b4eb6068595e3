using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Idempotency;

/// <summary>What a client's key stands for: the command that its first call made, and where that led.</summary>
public sealed class IdempotencyClaim : IDocument
{
    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("b")]
    public string BodyHash { get; set; } = "";

    [JsonPropertyName("k")]
    public string CommandId { get; set; } = "";

    [JsonPropertyName("t")]
    public string? Target { get; set; }

    [JsonPropertyName("at")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public DateTimeOffset ClaimedAt { get; set; }
}
