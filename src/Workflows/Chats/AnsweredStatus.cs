namespace Parley.Workflows.Chats;

public enum AnsweredStatus
{
    Answered,
    Failed,
    TimedOut,

    /// <summary>A person speaks for the AI now: the question is not stored by this.</summary>
    InHumanHands,

    /// <summary>As many questions wait as may.</summary>
    Full,

    Archived,
    Overloaded,
}
