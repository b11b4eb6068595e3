namespace Parley.Sessions.Pairs;

public enum PairSessionState
{
    /// <summary>A robot is to begin it.</summary>
    Pending,

    /// <summary>A robot leads it.</summary>
    Active,

    /// <summary>A human leads it.</summary>
    Transferred,

    Completed,
    Cancelled,
    TimedOut,
}
