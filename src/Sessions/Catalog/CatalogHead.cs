using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Catalog;

/// <summary>Which journals are there, and what of them stands in other documents already.</summary>
public sealed class CatalogHead : IDocument
{
    public const string Key = "catalog.head";

    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    /// <summary>The first journal that is not folded; those before it are gone.</summary>
    [JsonPropertyName("fj")]
    public long FirstJournal { get; set; }

    [JsonPropertyName("nj")]
    public long NextJournal { get; set; }

    /// <summary>Feed positions below stand in segments, the others in journals.</summary>
    [JsonPropertyName("fp")]
    public long FoldedPosition { get; set; }

    /// <summary>The position of the next change; no change at or above it counts.</summary>
    [JsonPropertyName("np")]
    public long NextPosition { get; set; }

    /// <summary>The first position that the feed still has.</summary>
    [JsonPropertyName("rp")]
    public long FirstPosition { get; set; }

    /// <summary>How many sessions stand in blocks.</summary>
    [JsonPropertyName("fs")]
    public long FoldedSessions { get; set; }
}
