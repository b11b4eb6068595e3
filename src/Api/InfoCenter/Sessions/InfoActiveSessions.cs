namespace Parley.Api.InfoCenter.Sessions;

public sealed record InfoActiveSessions(bool Success, IReadOnlyList<InfoSession> Data, InfoLimit Pagination);
