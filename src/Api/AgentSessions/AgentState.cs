using System.Text.Json.Serialization;

namespace Parley.Api.AgentSessions;

/// <summary>What the model saw at the latest chat; empty before the first one.</summary>
public sealed record AgentState
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Version { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AgentContext? LlmContext { get; init; }

    public static AgentState Of(IReadOnlyList<ContextMessage> window) =>
        new() { Type = "AssistantAgentState", Version = "1.0.0", LlmContext = new AgentContext(window) };
}
