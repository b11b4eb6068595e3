using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Catalog;

/// <summary>Up to <see cref="Size"/> rows of a day, packed by <see cref="Row"/>.</summary>
public sealed class RowSegment : IDocument
{
    public const int Size = 1024;

    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("r")]
    public byte[] Rows { get; set; } = [];

    public static string Key(int day, int segment) => $"catalog.rows.{day}.{segment}";
}
