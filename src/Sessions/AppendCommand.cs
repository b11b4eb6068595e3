using Parley.Sessions.Messages;
using Parley.Sessions.Numbers;

namespace Parley.Sessions;

/// <summary>Appends a message.</summary>
/// <param name="Id">Made by the first caller; a repeat of it is answered with what the first did.</param>
/// <param name="SessionId">The true id, for a session that is created by this.</param>
/// <param name="Channel">Where the message came from; the channel of a session that is created by this.</param>
/// <param name="Message">What to append.</param>
public sealed record AppendCommand(string Id, string SessionId, string Channel, NewMessage Message)
{
    /// <summary>Messages that follow it in the same turn; with it, at most as many as a block has numbers.</summary>
    public IReadOnlyList<NewMessage> More { get; init; } = [];

    /// <summary>Numbers to go on with, when the session has none left.</summary>
    public NumberBlock? Numbers { get; init; }

    /// <summary>The sequence of the message that this one is the owed reply to; refused when that reply is no longer open.</summary>
    public long? Answers { get; init; }

    /// <summary>
    /// Set when a client may repeat this command for a day: the message then carries its id, and a repeat that the recent
    /// commands do not know is looked for among the messages since this moment.
    /// </summary>
    public DateTimeOffset? ClaimedAt { get; init; }
}
