using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Messages;

/// <summary>What a contract needs to print another message's id.</summary>
public sealed record MessageReference(
    [property: JsonPropertyName("q")] long Sequence,
    [property: JsonPropertyName("n")] long Number,
    [property: JsonPropertyName("at")][property: JsonConverter(typeof(UnixMilliseconds))] DateTimeOffset CreatedAt);
