namespace Parley.Api.InfoCenter;

public sealed record InfoFailure(bool Success, string Error);
