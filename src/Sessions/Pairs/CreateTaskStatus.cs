namespace Parley.Sessions.Pairs;

public enum CreateTaskStatus
{
    Created,

    /// <summary>A human has the pair's live session; nothing happened.</summary>
    HumanAtWork,

    /// <summary>A robot has the pair's live session; nothing happened.</summary>
    RobotAtWork,
}
