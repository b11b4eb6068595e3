namespace Parley.Api.Chat;

public sealed record ChatReply(string Status, string Response, string ConversationId, bool Cached);
