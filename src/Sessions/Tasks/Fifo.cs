using System.Text.Json.Serialization;

namespace Parley.Sessions.Tasks;

/// <summary>
/// The part of a long queue that stands in a head: its end, and which full segments before that have documents of their own. A
/// segment is written once and deleted once, so an item costs the same however many there are.
/// </summary>
public sealed class Fifo<T>
{
    public const int SegmentSize = 32;

    /// <summary>The oldest segment, and how many of its items are gone.</summary>
    [JsonPropertyName("f")]
    public long First { get; set; }

    [JsonPropertyName("o")]
    public int Offset { get; set; }

    /// <summary>The oldest segment that is not deleted yet: none is in the turn that empties it, lest a refused head still count it.</summary>
    [JsonPropertyName("k")]
    public long Kept { get; set; }

    /// <summary>The segment that the tail becomes when it is full.</summary>
    [JsonPropertyName("n")]
    public long Next { get; set; }

    [JsonPropertyName("t")]
    public List<T> Tail { get; set; } = [];
}
