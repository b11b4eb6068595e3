using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Tasks;

/// <summary>A full segment of a queue.</summary>
public sealed class FifoSegment<T> : IDocument
{
    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("i")]
    public required List<T> Items { get; set; }
}
