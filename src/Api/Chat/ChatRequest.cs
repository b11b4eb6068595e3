namespace Parley.Api.Chat;

/// <summary>The body of a chat, as the API's description shows it.</summary>
public sealed record ChatRequest(string Message, string? ConversationId);
