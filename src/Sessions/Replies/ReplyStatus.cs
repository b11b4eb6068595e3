namespace Parley.Sessions.Replies;

public enum ReplyStatus
{
    Open,
    Replied,
    Failed,
    TimedOut,
    InHumanHands,
}
