namespace Parley.Sessions;

public enum UpdateStatus
{
    Updated,
    NotFound,

    /// <summary>The session owes too much already; nothing happened.</summary>
    Overloaded,
}
