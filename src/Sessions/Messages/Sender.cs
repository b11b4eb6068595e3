using System.Text.Json.Serialization;

namespace Parley.Sessions.Messages;

public sealed record Sender(
    [property: JsonPropertyName("i")] string Id,
    [property: JsonPropertyName("r")] SenderRole Role,
    [property: JsonPropertyName("n")] string? Name = null,
    [property: JsonPropertyName("a")] string? Avatar = null)
{
    /// <summary>Who gives the AI's replies.</summary>
    public static readonly Sender Ai = new("ai_bot", SenderRole.Assistant);
}
