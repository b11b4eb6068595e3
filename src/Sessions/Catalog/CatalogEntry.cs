using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Catalog;

/// <summary>One change of a session, owed to the catalog until it has taken it.</summary>
/// <param name="Version">1, 2, 3, ... inside the session, without gaps.</param>
/// <param name="Kind">What changed.</param>
/// <param name="At">When.</param>
public sealed record CatalogEntry(
    [property: JsonPropertyName("x")] long Version,
    [property: JsonPropertyName("k")] EntryKind Kind,
    [property: JsonPropertyName("at")][property: JsonConverter(typeof(UnixMilliseconds))] DateTimeOffset At)
{
    [JsonPropertyName("r")]
    public MessageRow? Row { get; init; }

    /// <summary>Who intervened, or why a human is needed.</summary>
    [JsonPropertyName("t")]
    public string? Text { get; init; }

    /// <summary>The message because of which a human is needed.</summary>
    [JsonPropertyName("n")]
    public long Number { get; init; }
}
