namespace Parley.Api.Chat;

public sealed record ChatFailure(string Status, string Message);
