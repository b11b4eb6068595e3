namespace Parley.Api.AgentSessions;

public sealed record DeletedSession(bool Success, string Message);
