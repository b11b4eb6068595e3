using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Snapshots;

/// <summary>Somebody reads a snapshot: what is deleted after its begin stays in storage until its end.</summary>
public sealed record SnapshotHold(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("s")][property: JsonConverter(typeof(UnixMilliseconds))] DateTimeOffset Since,
    [property: JsonPropertyName("u")][property: JsonConverter(typeof(UnixMilliseconds))] DateTimeOffset Until);
