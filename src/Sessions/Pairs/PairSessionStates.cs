using static Parley.Sessions.Pairs.PairSessionEvent;
using static Parley.Sessions.Pairs.PairSessionState;

namespace Parley.Sessions.Pairs;

/// <summary>The states of an account's sessions with a shop, and all that leads from one to another. What is not here does not happen.</summary>
public static class PairSessionStates
{
    private static readonly Dictionary<(PairSessionState From, PairSessionEvent On), PairSessionState> Transitions = new()
    {
        [(Pending, SendSucceeded)] = Active,
        [(Pending, SendFailed)] = Cancelled,
        [(Pending, Superseded)] = Cancelled,
        [(Pending, WentIdle)] = TimedOut,
        [(Pending, HumanWrote)] = Transferred,

        [(Active, SendSucceeded)] = Active,
        [(Active, SendFailed)] = Cancelled,
        [(Active, Superseded)] = Cancelled,
        [(Active, WentIdle)] = TimedOut,
        [(Active, HumanWrote)] = Transferred,
        [(Active, Closed)] = Completed,

        [(Transferred, SendSucceeded)] = Transferred,
        [(Transferred, SendFailed)] = Transferred,
        [(Transferred, WentIdle)] = TimedOut,
        [(Transferred, HumanWrote)] = Transferred,
        [(Transferred, Closed)] = Completed,
    };

    /// <summary>The state that the event leads to; null when it cannot happen.</summary>
    public static PairSessionState? After(this PairSessionState state, PairSessionEvent on) =>
        Transitions.TryGetValue((state, on), out var next) ? next : null;

    /// <summary>A pair has at most one session that is live.</summary>
    public static bool IsLive(this PairSessionState state) => state is Pending or Active or Transferred;

    /// <summary>What becomes of the live session when another is asked for; null when it stays, and the other is refused.</summary>
    public static PairSessionEvent? GivesWay(this PairSessionState state, bool toHuman, bool idle) =>
        state == Transferred ? null
        : idle ? WentIdle
        : toHuman ? Superseded
        : null;
}
