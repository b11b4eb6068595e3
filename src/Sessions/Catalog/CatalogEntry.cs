using System.Text.Json.Serialization;
using Parley.Sessions.Documents;
using Parley.Sessions.Replies;

namespace Parley.Sessions.Catalog;

/// <summary>One change of a session.</summary>
/// <param name="Version">1, 2, 3, ... inside the session, without gaps.</param>
/// <param name="Kind">What changed.</param>
/// <param name="At">When.</param>
public sealed record CatalogEntry(
    [property: JsonPropertyName("x")] long Version,
    [property: JsonPropertyName("k")] EntryKind Kind,
    [property: JsonPropertyName("at")][property: JsonConverter(typeof(UnixMilliseconds))] DateTimeOffset At)
{
    /// <summary>The sequence of the message that appeared or changed.</summary>
    [JsonPropertyName("q")]
    public long Sequence { get; init; }

    /// <summary>The version that the change gave the message: 1 for a new one.</summary>
    [JsonPropertyName("mx")]
    public int MessageVersion { get; init; }

    /// <summary>The sequence of the session's latest message then, replies included.</summary>
    [JsonPropertyName("l")]
    public long Latest { get; init; }

    /// <summary>The message as it is now, which may be later than the change. A head leaves it out: it has the message.</summary>
    [JsonPropertyName("r")]
    public MessageRow? Row { get; init; }

    /// <summary>Who intervened, or why a human is needed.</summary>
    [JsonPropertyName("t")]
    public string? Text { get; init; }

    /// <summary>The message because of which a human is needed.</summary>
    [JsonPropertyName("n")]
    public long Number { get; init; }

    /// <summary>What was owed, and how it ended.</summary>
    [JsonPropertyName("c")]
    public ReplyRecord? Closed { get; init; }
}
