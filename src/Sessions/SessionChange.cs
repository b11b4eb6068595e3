using Parley.Sessions.Chats;
using Parley.Sessions.Messages;
using Parley.Sessions.Replies;

namespace Parley.Sessions;

/// <summary>What a committed turn changed: the latest message that was appended, a reply record that was closed, a pending turn that ended.</summary>
public sealed record SessionChange(Message? Appended, ReplyRecord? Closed, TurnOutcome? Ended = null)
{
    /// <summary>What the feed says: the session has messages up to this sequence, wherever they were written.</summary>
    public long Latest { get; init; }
}
