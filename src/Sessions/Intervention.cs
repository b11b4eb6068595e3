using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions;

/// <summary>A person has taken over: the AI is silent until some time after that person's latest message.</summary>
public sealed record Intervention(
    [property: JsonPropertyName("by")] string By,
    [property: JsonPropertyName("at")][property: JsonConverter(typeof(UnixMilliseconds))] DateTimeOffset Since,
    [property: JsonPropertyName("l")][property: JsonConverter(typeof(UnixMilliseconds))] DateTimeOffset LatestMessageAt,
    [property: JsonPropertyName("r")] string Reason);
