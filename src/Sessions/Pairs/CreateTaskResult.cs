using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Pairs;

/// <param name="Status">What happened.</param>
/// <param name="SessionId">The new session, or the one that is in the way.</param>
/// <param name="CreatedAt">When it was created.</param>
public sealed record CreateTaskResult(
    [property: JsonPropertyName("s")] CreateTaskStatus Status,
    [property: JsonPropertyName("i")] string SessionId,
    [property: JsonPropertyName("at")][property: JsonConverter(typeof(UnixMilliseconds))] DateTimeOffset CreatedAt)
{
    /// <summary>Whether this is the answer of an earlier call.</summary>
    [JsonPropertyName("r")]
    public bool Repeated { get; init; }
}
