namespace Parley.Sessions.Tasks;

public enum FinishStatus
{
    Finished,

    /// <summary>It was finished before, by this lease or by one that was not named.</summary>
    Repeated,

    /// <summary>The task was delivered again since; nothing happened.</summary>
    StaleLease,

    /// <summary>There is no such task; nothing happened.</summary>
    NotFound,
}
