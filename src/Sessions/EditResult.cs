using Parley.Sessions.Messages;

namespace Parley.Sessions;

/// <param name="Status">What came of it.</param>
/// <param name="Message">The message as it is now.</param>
public sealed record EditResult(EditStatus Status, Message? Message = null)
{
    /// <summary>The text of its reply.</summary>
    public string? AiResponse { get; init; }

    /// <summary>For <see cref="EditStatus.NumbersNeeded"/>: what to ask for.</summary>
    public int Generation { get; init; }

    public long NextSequence { get; init; }
}
