using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Chats;

/// <summary>How a pending turn ended, kept for a while under its id.</summary>
/// <param name="Id">The turn's.</param>
/// <param name="Status">How it ended.</param>
/// <param name="At">When.</param>
/// <param name="Question">The sequence of the question, when it was answered; the answer follows it.</param>
public sealed record TurnOutcome(
    [property: JsonPropertyName("i")] string Id,
    [property: JsonPropertyName("s")] TurnStatus Status,
    [property: JsonPropertyName("at")][property: JsonConverter(typeof(UnixMilliseconds))] DateTimeOffset At,
    [property: JsonPropertyName("q")] long Question);
