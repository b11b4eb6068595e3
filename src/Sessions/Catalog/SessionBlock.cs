using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Catalog;

/// <summary>The summaries of sessions that the catalog met one after the other.</summary>
public sealed class SessionBlock : IDocument
{
    public const int Size = 32;

    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("s")]
    public List<SessionSummary> Sessions { get; set; } = [];

    public static string Key(long block) => $"catalog.sessions.{block}";
}
