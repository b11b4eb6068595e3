using System.Text.Json.Serialization;

namespace Parley.Sessions.Catalog;

/// <summary>Sums over a day's messages of one robot in one channel.</summary>
public sealed record GroupCounters(
    [property: JsonPropertyName("rb")] string RobotId,
    [property: JsonPropertyName("ch")] string Channel,
    [property: JsonPropertyName("n")] Counters Counters);
