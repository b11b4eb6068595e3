using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Catalog;

/// <summary>What a UTC day holds, and its sums; always written with the rows that they sum up.</summary>
public sealed class DayDocument : IDocument
{
    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    /// <summary>How many rows stand in segments, the deleted ones included.</summary>
    [JsonPropertyName("r")]
    public int Rows { get; set; }

    /// <summary>How many texts the rows name by their numbers.</summary>
    [JsonPropertyName("s")]
    public int Texts { get; set; }

    [JsonPropertyName("c")]
    public List<GroupCounters> Groups { get; set; } = [];

    public static string Key(int day) => $"catalog.day.{day}";
}
