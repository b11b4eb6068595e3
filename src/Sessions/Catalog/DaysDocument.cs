using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Catalog;

/// <summary>The UTC days that have messages, as days since 0001-01-01.</summary>
public sealed class DaysDocument : IDocument
{
    public const string Key = "catalog.days";

    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("d")]
    public List<int> Days { get; set; } = [];
}
