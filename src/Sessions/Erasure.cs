using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions;

/// <summary>What of a deleted conversation is still in storage.</summary>
/// <param name="Generation">Which one it was.</param>
/// <param name="Messages">How many messages it had.</param>
/// <param name="Replies">How many reply records.</param>
/// <param name="Page">The page of messages that is erased next.</param>
/// <param name="Since">When it was deleted.</param>
public sealed record Erasure(
    [property: JsonPropertyName("g")] int Generation,
    [property: JsonPropertyName("m")] long Messages,
    [property: JsonPropertyName("r")] long Replies,
    [property: JsonPropertyName("p")] long Page,
    [property: JsonPropertyName("s")][property: JsonConverter(typeof(UnixMilliseconds))] DateTimeOffset Since = default);
