using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions;

/// <summary>Which messages and reply records of a session are deleted. It is there when the head counts any.</summary>
public sealed class SessionHoles : IDocument
{
    private const int MaxRanges = 8000;

    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("m")]
    public Holes Messages { get; set; } = new();

    [JsonPropertyName("r")]
    public Holes Replies { get; set; } = new();

    [JsonIgnore]
    public bool IsFull => Messages.Ranges + Replies.Ranges >= MaxRanges;
}
