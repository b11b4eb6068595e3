namespace Parley.Api.InfoCenter.Sessions;

public sealed record InfoLastMessage(string Id, string Content, string SenderName, string CreatedAt);
