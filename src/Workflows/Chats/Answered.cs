using Parley.Sessions.Messages;

namespace Parley.Workflows.Chats;

/// <summary>What came of a question.</summary>
public sealed record Answered(AnsweredStatus Status)
{
    /// <summary>What to wait for.</summary>
    public string TurnId { get; init; } = "";

    public Message? Question { get; init; }

    public Message? Answer { get; init; }

    /// <summary>Whether it was asked before, by the same command.</summary>
    public bool Repeated { get; init; }
}
