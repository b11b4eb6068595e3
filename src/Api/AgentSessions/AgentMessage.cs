using System.Text.Json;

namespace Parley.Api.AgentSessions;

public sealed record AgentMessage(
    string Id, string SessionId, string Source, string Content, string Type, string CreatedAt, ModelsUsage? ModelsUsage, JsonElement Metadata);
