using System.Text.Json.Serialization;

namespace Parley.Api.AutoSession;

public sealed record NextTask(
    [property: JsonPropertyName("task_id")] string TaskId,
    [property: JsonPropertyName("timestamp")] string Timestamp,
    [property: JsonPropertyName("lease")] long Lease);
