using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Pairs;

/// <summary>What a command was answered, kept for its repeats.</summary>
public sealed class PairAnswer : IDocument
{
    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("c")]
    public CreateTaskResult? Create { get; set; }

    [JsonPropertyName("u")]
    public UploadResult? Upload { get; set; }
}
