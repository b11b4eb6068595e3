using Parley.Sessions.Messages;

namespace Parley.Sessions.Chats;

/// <summary>Puts a question in line for an answer.</summary>
/// <param name="Id">Made by the first caller; names the turn.</param>
/// <param name="SessionId">The true id, for a session that is created by this.</param>
/// <param name="Channel">The channel of a session that is created by this.</param>
/// <param name="Question">What is asked.</param>
public sealed record BeginTurnCommand(string Id, string SessionId, string Channel, NewMessage Question)
{
    /// <summary>Whether the session must be there already.</summary>
    public bool MustExist { get; init; }

    /// <summary>Set when a client may repeat this for a day: since when. What failed is then tried again.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>For a session that is created by this: how long after its latest activity it is gone.</summary>
    public TimeSpan? Lifetime { get; init; }

    public string? SessionName { get; init; }

    public bool Cacheable { get; init; }

    /// <summary>Whether somebody listens to the answer while it is made.</summary>
    public bool Streamed { get; init; }
}
