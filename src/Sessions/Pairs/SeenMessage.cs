using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Pairs;

/// <summary>Says that a message of this external id is in a session.</summary>
public sealed class SeenMessage : IDocument
{
    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("s")]
    public required string SessionId { get; set; }
}
