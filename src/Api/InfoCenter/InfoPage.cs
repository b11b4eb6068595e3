namespace Parley.Api.InfoCenter;

public sealed record InfoPage<T>(bool Success, IReadOnlyList<T> Data, InfoPagination Pagination);
