using System.Text.Json.Serialization;

namespace Parley.Api.AutoSession;

public sealed record Conflict([property: JsonPropertyName("conflict_session_id")] string SessionId);
