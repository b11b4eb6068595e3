using System.Text.Json;

namespace Parley.Sessions.Messages;

/// <summary>A message before its session has taken it.</summary>
public sealed record NewMessage(Sender Sender, string Content)
{
    public MessageType Type { get; init; }

    /// <summary>Whether the message is owed an AI reply, by the contract that it came through.</summary>
    public bool OwedReply { get; init; }

    /// <summary>The robot that reports it; where none does, the session's.</summary>
    public string? RobotId { get; init; }

    /// <summary>What the platform that it came from calls it.</summary>
    public string? ExternalId { get; init; }

    public bool OverSocket { get; init; }

    public double? Confidence { get; init; }

    /// <summary>Whether it is an answer that was given before.</summary>
    public bool Cached { get; init; }

    public Usage? Usage { get; init; }

    public JsonElement? Metadata { get; init; }
}
