using System.Text.Json.Serialization;

namespace Parley.Api.AutoSession;

public sealed record DeadTask(
    [property: JsonIgnore] PendingTask Task,
    [property: JsonPropertyName("deliveries"), JsonPropertyOrder(1)] int Deliveries,
    [property: JsonPropertyName("last_taken_at"), JsonPropertyOrder(2)] string? LastTakenAt) : PendingTask(Task);
