namespace Parley.Api.AgentSessions;

/// <summary>The body of a new session, as the API's description shows it.</summary>
public sealed record CreateRequest(string? Name);
