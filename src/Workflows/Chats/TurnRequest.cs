namespace Parley.Workflows.Chats;

/// <summary>Names the question that waits for its answer; its text stays where it is stored.</summary>
public sealed record TurnRequest(string SessionId, string TurnId);
