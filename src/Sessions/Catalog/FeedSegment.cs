using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Catalog;

/// <summary>Changes at consecutive positions, from a multiple of <see cref="Size"/> on.</summary>
public sealed class FeedSegment : IDocument
{
    public const int Size = 512;

    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("e")]
    public List<FeedEntry> Entries { get; set; } = [];

    public static string Key(long segment) => $"catalog.feed.{segment}";
}
