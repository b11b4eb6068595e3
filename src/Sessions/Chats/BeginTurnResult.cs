namespace Parley.Sessions.Chats;

public sealed record BeginTurnResult(BeginTurnStatus Status, TurnOutcome? Outcome = null);
