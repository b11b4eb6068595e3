namespace Parley.Api.AgentSessions;

public sealed record FailedReply(string Type, string Content, string Source);
