namespace Parley.Sessions.Chats;

/// <param name="Status">What became of the question.</param>
/// <param name="Outcome">How a turn ended that had been begun before.</param>
public sealed record BeginTurnResult(BeginTurnStatus Status, TurnOutcome? Outcome = null)
{
    /// <summary>The turn to wait for: the command's id, with a number behind it when an earlier turn of the same command failed.</summary>
    public string TurnId { get; init; } = "";

    /// <summary>Whether the command had been carried out, or begun, before.</summary>
    public bool Repeated { get; init; }
}
