namespace Parley.Sessions;

public enum DeleteStatus
{
    Deleted,
    NotFound,

    /// <summary>The session owes too much, or has too many holes already; nothing happened.</summary>
    Overloaded,
}
