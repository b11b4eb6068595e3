namespace Parley.Sessions;

public enum AppendStatus
{
    Appended,

    /// <summary>The command had been carried out before; the message is the one it made.</summary>
    Repeated,

    /// <summary>The session needs a block for <see cref="AppendResult.NextSequence"/> first; nothing happened.</summary>
    NumbersNeeded,

    /// <summary>The reply is no longer open; nothing happened.</summary>
    ReplyClosed,

    /// <summary>The session owes too much already; nothing happened.</summary>
    Overloaded,

    /// <summary>The session is archived; nothing happened.</summary>
    Archived,
}
