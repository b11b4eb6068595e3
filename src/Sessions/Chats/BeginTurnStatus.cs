namespace Parley.Sessions.Chats;

public enum BeginTurnStatus
{
    /// <summary>The turn waits, or is being answered; so it is as well when the command is repeated.</summary>
    Pending,

    /// <summary>A repeat of a turn that has ended: <see cref="BeginTurnResult.Outcome"/>.</summary>
    Ended,

    /// <summary>As many turns wait as may; nothing happened.</summary>
    Full,

    /// <summary>A person speaks for the AI now; nothing happened.</summary>
    InHumanHands,

    /// <summary>There is no such session, and the command makes none; nothing happened.</summary>
    Missing,

    /// <summary>The session is archived; nothing happened.</summary>
    Archived,

    /// <summary>The session owes too much already; nothing happened.</summary>
    Overloaded,
}
