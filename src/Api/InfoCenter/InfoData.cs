namespace Parley.Api.InfoCenter;

public sealed record InfoData<T>(bool Success, T Data);
