namespace Parley.Sessions.Catalog;

public enum SessionStatus
{
    Active,
    Closed,
    Archived,
}
