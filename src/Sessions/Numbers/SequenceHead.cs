using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Numbers;

public sealed class SequenceHead : IDocument
{
    public const string Key = "numbers.head";

    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("b")]
    public long NextBlock { get; set; }
}
