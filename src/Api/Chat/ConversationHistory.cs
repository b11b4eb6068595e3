namespace Parley.Api.Chat;

/// <summary>A conversation, as the API's description shows it; it is written message by message.</summary>
public sealed record ConversationHistory(string Status, IReadOnlyList<HistoryItem> History, string CreatedAt, string LastActive);
