using System.Text.Json.Serialization;
using Parley.Sessions.Chats;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Debts;

/// <summary>What a turn owes others, stored with its cause and kept until it is settled.</summary>
/// <param name="Kind">Who pays.</param>
/// <param name="Sequence">The message that caused it.</param>
/// <param name="Number">That message's number.</param>
/// <param name="Record">The position of its reply record.</param>
/// <param name="Since">When it arose.</param>
public sealed record Debt(
    [property: JsonPropertyName("k")] DebtKind Kind,
    [property: JsonPropertyName("q")] long Sequence,
    [property: JsonPropertyName("n")] long Number,
    [property: JsonPropertyName("r")] long Record,
    [property: JsonPropertyName("at")][property: JsonConverter(typeof(UnixMilliseconds))] DateTimeOffset Since)
{
    /// <summary>The id of the pending turn.</summary>
    [JsonIgnore]
    public string TurnId { get; init; } = "";

    public static Debt Of(PendingTurn turn) => new(DebtKind.Turn, 0, 0, 0, turn.Since) { TurnId = turn.Id };
}
