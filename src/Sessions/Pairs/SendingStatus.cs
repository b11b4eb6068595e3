namespace Parley.Sessions.Pairs;

/// <summary>How the sending of a session's first message stands.</summary>
public enum SendingStatus
{
    /// <summary>Nothing was to be sent: the session began with what somebody uploaded.</summary>
    None,

    Open,
    Done,
    Failed,
}
