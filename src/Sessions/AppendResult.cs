using Parley.Sessions.Messages;

namespace Parley.Sessions;

public sealed record AppendResult(AppendStatus Status, Message? Message = null)
{
    /// <summary>The session's, where there is a message.</summary>
    public string? Channel { get; init; }

    /// <summary>For <see cref="AppendStatus.NumbersNeeded"/>: what to ask for.</summary>
    public int Generation { get; init; }

    public long NextSequence { get; init; }
}
