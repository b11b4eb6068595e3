using Parley.Sessions.Chats;
using Parley.Sessions.Messages;
using Parley.Sessions.Replies;

namespace Parley.Sessions;

/// <summary>What a committed turn changed, which may be told twice: the latest message that was appended, a reply record that was closed, a pending turn that ended.</summary>
public sealed record SessionChange(Message? Appended, ReplyRecord? Closed, TurnOutcome? Ended = null)
{
    /// <summary>Says no more than that there may be something new.</summary>
    public static SessionChange Unknown { get; } = new(null, null) { Latest = long.MaxValue };

    /// <summary>What the feed says: the session has messages up to this sequence, wherever they were written.</summary>
    public long Latest { get; init; }
}
