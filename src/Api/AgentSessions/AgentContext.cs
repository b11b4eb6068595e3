namespace Parley.Api.AgentSessions;

public sealed record AgentContext(IReadOnlyList<ContextMessage> Messages);
