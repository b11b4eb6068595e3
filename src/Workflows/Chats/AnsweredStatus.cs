namespace Parley.Workflows.Chats;

public enum AnsweredStatus
{
    /// <summary>It waits in line, or is being answered.</summary>
    Waiting,

    Answered,
    Failed,
    TimedOut,

    /// <summary>A person speaks for the AI now; the question is stored.</summary>
    InHumanHands,

    /// <summary>As many questions wait as may.</summary>
    Full,

    /// <summary>There is no such session.</summary>
    Missing,

    Archived,
    Overloaded,
}
