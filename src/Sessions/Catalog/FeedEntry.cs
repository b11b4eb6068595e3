using System.Text.Json.Serialization;
using Parley.Sessions.Documents;
using Parley.Sessions.Replies;

namespace Parley.Sessions.Catalog;

/// <summary>One change as the feed tells it: what changed, not what it became.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Version">The version that the change gave the session.</param>
/// <param name="Kind">What changed.</param>
/// <param name="At">When.</param>
public sealed record FeedEntry(
    [property: JsonPropertyName("s")] string SessionId,
    [property: JsonPropertyName("x")] long Version,
    [property: JsonPropertyName("k")] EntryKind Kind,
    [property: JsonPropertyName("at")][property: JsonConverter(typeof(UnixMilliseconds))] DateTimeOffset At)
{
    [JsonPropertyName("g")]
    public int Generation { get; init; }

    [JsonPropertyName("ch")]
    public required string Channel { get; init; }

    /// <summary>The session's robot.</summary>
    [JsonPropertyName("rb")]
    public required string RobotId { get; init; }

    /// <summary>The robot that reported the message, when it is another.</summary>
    [JsonPropertyName("mr")]
    public string? MessageRobotId { get; init; }

    /// <summary>The message that changed, or because of which a human is needed.</summary>
    [JsonPropertyName("n")]
    public long Number { get; init; }

    [JsonPropertyName("q")]
    public long Sequence { get; init; }

    /// <summary>The sequence of the session's latest message then, replies included.</summary>
    [JsonPropertyName("l")]
    public long Latest { get; init; }

    /// <summary>The version that the change gave the message: 1 for a new one.</summary>
    [JsonPropertyName("mx")]
    public int MessageVersion { get; init; }

    /// <summary>Who intervened, or why a human is needed.</summary>
    [JsonPropertyName("t")]
    public string? Text { get; init; }

    /// <summary>The reply that was owed, and how it ended.</summary>
    [JsonPropertyName("c")]
    public ReplyRecord? Closed { get; init; }
}
