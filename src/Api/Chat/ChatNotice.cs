namespace Parley.Api.Chat;

/// <summary>A failure, or that something was done.</summary>
public sealed record ChatNotice(string Status, string Message);
