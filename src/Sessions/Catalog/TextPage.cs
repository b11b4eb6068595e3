using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Catalog;

/// <summary>Texts that a day's rows name by their numbers.</summary>
public sealed class TextPage : IDocument
{
    public const int Size = 128;

    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("t")]
    public List<string> Texts { get; set; } = [];

    public static string Key(int day, int page) => $"catalog.texts.{day}.{page}";
}
