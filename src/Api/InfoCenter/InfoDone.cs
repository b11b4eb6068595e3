namespace Parley.Api.InfoCenter;

public sealed record InfoDone(bool Success, string Message);
