namespace Parley.Sessions.Pairs;

public enum SessionOperation
{
    Created,
    Updated,
    TimedOut,
    Transferred,
}
