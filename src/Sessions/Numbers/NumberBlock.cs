using System.Text.Json.Serialization;

namespace Parley.Sessions.Numbers;

/// <summary>
/// Numbers that belong to one session: the message at <see cref="FirstSequence"/> gets <see cref="First"/>, the next message
/// the next number. So a number leads to its message without a document a message.
/// </summary>
public sealed record NumberBlock(
    [property: JsonPropertyName("n")] long First,
    [property: JsonPropertyName("q")] long FirstSequence)
{
    public const int Size = 64;

    public bool Covers(long sequence) => sequence >= FirstSequence && sequence < FirstSequence + Size;

    public long NumberOf(long sequence) => First + (sequence - FirstSequence);
}
