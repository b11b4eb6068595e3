using System.ComponentModel.DataAnnotations;

namespace Parley.Workflows.Chats;

/// <summary>Section <c>Chat</c>.</summary>
public sealed class ChatOptions
{
    /// <summary>How many answers are kept for questions that come again.</summary>
    [Range(1, 1_000_000)]
    public int CacheSize { get; set; } = 10_000;

    /// <summary>How long after its latest activity a conversation of the chat channel is gone.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(24);
}
