using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Messages;

/// <summary>What of a message is too long for a page.</summary>
public sealed class MessageBody : IDocument
{
    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("c")]
    public required string Content { get; set; }

    [JsonPropertyName("md")]
    public JsonElement? Metadata { get; set; }
}
