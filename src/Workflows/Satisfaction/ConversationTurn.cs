namespace Parley.Workflows.Satisfaction;

public sealed record ConversationTurn(TurnRole Role, string Text);
