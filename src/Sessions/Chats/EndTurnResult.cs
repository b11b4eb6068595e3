namespace Parley.Sessions.Chats;

/// <param name="Outcome">How the turn ended, by this command or an earlier one; null when it is not known, or numbers are needed.</param>
public sealed record EndTurnResult(TurnOutcome? Outcome)
{
    /// <summary>When above 0: the session needs a block for this sequence first; nothing happened.</summary>
    public long NextSequence { get; init; }

    public int Generation { get; init; }
}
