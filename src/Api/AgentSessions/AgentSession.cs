namespace Parley.Api.AgentSessions;

public sealed record AgentSession(string Id, string Name, string CreatedAt, string UpdatedAt, AgentState AgentState, long MessagesCount);
