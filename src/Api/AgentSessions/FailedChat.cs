namespace Parley.Api.AgentSessions;

public sealed record FailedChat(FailedReply Detail);
