using System.Text.Json.Serialization;

namespace Parley.Api.AutoSession;

public sealed record TaskList<T>(
    [property: JsonPropertyName("tasks")] IReadOnlyList<T> Tasks,
    [property: JsonPropertyName("count")] int Count,
    [property: JsonPropertyName("limit")] int Limit);
