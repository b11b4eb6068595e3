using Parley.Sessions.Chats;

namespace Parley.Workflows.Chats;

public sealed record FailedTurn(TurnRequest Request, TurnStatus Status);
