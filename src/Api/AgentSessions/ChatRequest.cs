namespace Parley.Api.AgentSessions;

/// <summary>The body of a chat, as the API's description shows it.</summary>
public sealed record ChatRequest(
    string Source, string Content, string? Type, ModelsUsage? ModelsUsage, IReadOnlyDictionary<string, string>? Metadata);
