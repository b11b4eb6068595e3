namespace Parley.Sessions;

public enum EditStatus
{
    Edited,

    /// <summary>There is no such message, or it is deleted, or it is the reply of another.</summary>
    NotFound,

    /// <summary>The session needs a block for <see cref="EditResult.NextSequence"/> first; nothing happened.</summary>
    NumbersNeeded,

    /// <summary>The session owes too much already; nothing happened.</summary>
    Overloaded,
}
