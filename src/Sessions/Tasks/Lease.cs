using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Tasks;

/// <summary>A delivery that ends unless its task is finished before.</summary>
public sealed record Lease(
    [property: JsonPropertyName("id")] long TaskId,
    [property: JsonPropertyName("n")] long Number,
    [property: JsonPropertyName("by")][property: JsonConverter(typeof(UnixMilliseconds))] DateTimeOffset Deadline);
