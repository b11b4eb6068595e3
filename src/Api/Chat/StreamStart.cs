namespace Parley.Api.Chat;

public sealed record StreamStart(string ConversationId, string MessageId);
