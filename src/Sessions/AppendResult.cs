using Parley.Sessions.Messages;

namespace Parley.Sessions;

public sealed record AppendResult(AppendStatus Status, Message? Message = null)
{
    /// <summary>Whether the message fell into human hands instead of the AI's.</summary>
    public bool InHumanHands { get; init; }

    public int Generation { get; init; }

    public long NextSequence { get; init; }
}
