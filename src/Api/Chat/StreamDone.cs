namespace Parley.Api.Chat;

public sealed record StreamDone(string ConversationId, string MessageId, bool Cached);
