namespace Parley.Api.InfoCenter.Sessions;

public sealed record InfoLimit(int Limit, int Count);
