namespace Parley.Sessions.Pairs;

public enum PairSessionEvent
{
    SendSucceeded,
    SendFailed,

    /// <summary>A session for a human takes its place.</summary>
    Superseded,

    /// <summary>Nothing happened for longer than the next caller allows.</summary>
    WentIdle,

    HumanWrote,

    /// <summary>An operator closed the conversation.</summary>
    Closed,
}
