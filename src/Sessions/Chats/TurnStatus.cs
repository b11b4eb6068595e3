namespace Parley.Sessions.Chats;

public enum TurnStatus
{
    Answered,
    Failed,
    TimedOut,
}
