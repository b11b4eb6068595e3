using System.Text.Json.Serialization;

namespace Parley.Sessions;

/// <summary>The scores of a session's messages, summed up.</summary>
public sealed record SatisfactionTally(
    [property: JsonPropertyName("n")] long Count,
    [property: JsonPropertyName("s")] long Sum,
    [property: JsonPropertyName("l")] int? Latest,
    [property: JsonPropertyName("q")] long LatestSequence);
