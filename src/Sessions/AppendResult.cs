using Parley.Sessions.Messages;

namespace Parley.Sessions;

public sealed record AppendResult(AppendStatus Status, Message? Message = null)
{
    /// <summary>For <see cref="AppendStatus.NumbersNeeded"/>: what to ask for.</summary>
    public int Generation { get; init; }

    public long NextSequence { get; init; }
}
