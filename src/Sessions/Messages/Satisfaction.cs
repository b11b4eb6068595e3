using System.Text.Json.Serialization;

namespace Parley.Sessions.Messages;

/// <summary>How satisfied the writer of a message is, 1 to 5; no score when a person cleared it.</summary>
public sealed record Satisfaction(
    [property: JsonPropertyName("s")] int? Score,
    [property: JsonPropertyName("r")] SatisfactionSource Source)
{
    [JsonPropertyName("c")]
    public double? Confidence { get; init; }

    [JsonPropertyName("e")]
    public IReadOnlyList<string>? Evidence { get; init; }
}
