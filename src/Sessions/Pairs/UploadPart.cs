using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Pairs;

/// <summary>Some messages of an upload, until they are in their session.</summary>
public sealed class UploadPart : IDocument
{
    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("i")]
    public required List<UploadedMessage> Messages { get; set; }
}
