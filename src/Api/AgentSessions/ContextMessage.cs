namespace Parley.Api.AgentSessions;

/// <param name="Content">What was said.</param>
/// <param name="Source">Who said it.</param>
/// <param name="Type"><c>UserMessage</c>, <c>AssistantMessage</c> or <c>SystemMessage</c>.</param>
public sealed record ContextMessage(string Content, string Source, string Type);
