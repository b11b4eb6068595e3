using System.Text.Json.Serialization;

namespace Parley.Sessions.Documents;

/// <param name="Key">Its place.</param>
/// <param name="Deleted">Whether the turn deletes what is there.</param>
/// <param name="TimeToLive">How long it lives once it is in its place.</param>
internal readonly record struct PreparedDocument(
    [property: JsonPropertyName("k")] string Key,
    [property: JsonPropertyName("d")] bool Deleted = false,
    [property: JsonPropertyName("t")] TimeSpan? TimeToLive = null)
{
    public static PreparedDocument Of(Document document) => new(document.Key, document.Value is null, document.TimeToLive);
}
