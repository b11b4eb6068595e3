using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Messages;

/// <summary>The content of a long message.</summary>
public sealed class MessageBody : IDocument
{
    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("c")]
    public required string Content { get; set; }
}
