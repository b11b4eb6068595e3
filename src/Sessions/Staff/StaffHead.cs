using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Staff;

public sealed class StaffHead : IDocument
{
    public const string Key = "staff.head";

    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    /// <summary>Counts the changes, so that a replica knows whether what it remembers is stale.</summary>
    [JsonPropertyName("x")]
    public long Revision { get; set; }

    /// <summary>How many members were ever created.</summary>
    [JsonPropertyName("n")]
    public long Created { get; set; }

    [JsonPropertyName("p")]
    public List<StaffPageReference> Pages { get; set; } = [];

    /// <summary>Pages that no longer count; the next change deletes them.</summary>
    [JsonPropertyName("o")]
    public List<string> Replaced { get; set; } = [];

    /// <summary>The latest creations and deletions, with the moment of each: a repeat is known after the member is gone.</summary>
    [JsonPropertyName("k")]
    public RecentCommands Commands { get; set; } = new();
}
