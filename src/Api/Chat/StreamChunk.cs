namespace Parley.Api.Chat;

public sealed record StreamChunk(string Content);
