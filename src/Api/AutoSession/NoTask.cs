using System.Text.Json.Serialization;

namespace Parley.Api.AutoSession;

public sealed record NoTask([property: JsonPropertyName("task_id")] string? TaskId);
