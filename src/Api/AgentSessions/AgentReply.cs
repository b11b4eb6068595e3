using System.Text.Json;

namespace Parley.Api.AgentSessions;

public sealed record AgentReply(string Source, string Content, string Type, ModelsUsage? ModelsUsage, JsonElement Metadata);
