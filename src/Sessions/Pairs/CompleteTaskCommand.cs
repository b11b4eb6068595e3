namespace Parley.Sessions.Pairs;

/// <summary>Reports that a session's message was sent, or could not be. A repeat changes nothing.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Success">Whether it was sent.</param>
/// <param name="Error">Why not.</param>
/// <param name="Lease">By which delivery of the task; null for the latest.</param>
public sealed record CompleteTaskCommand(string SessionId, bool Success, string? Error, long? Lease);
