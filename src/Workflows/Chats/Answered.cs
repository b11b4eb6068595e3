using Parley.Sessions.Messages;

namespace Parley.Workflows.Chats;

/// <summary>What came of a question.</summary>
public sealed record Answered(AnsweredStatus Status)
{
    public Message? Question { get; init; }

    public Message? Answer { get; init; }
}
