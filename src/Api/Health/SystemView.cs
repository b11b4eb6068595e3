using System.Text.Json.Serialization;

namespace Parley.Api.Health;

public sealed record SystemView(
    [property: JsonIgnore] bool Answers,
    string Database,
    string Cache,
    [property: JsonPropertyName("active_sessions")] string ActiveSessions);
