namespace Parley.Api.AgentSessions;

public sealed record ModelsUsage(long PromptTokens, long CompletionTokens);
