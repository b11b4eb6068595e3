namespace Parley.Api.InfoCenter;

/// <summary>Which part of a list is asked for.</summary>
public sealed record ListQuery(int Page, int PageSize, string? Cursor)
{
    public const int DefaultPageSize = 50;
    public const int MaxPageSize = 200;
    public const string CursorDemand = "must be the nextCursor of an earlier answer to the same filters and order";
    private const int MaxPage = int.MaxValue;

    internal static ListQuery Read(QueryReader query)
    {
        var cursor = query.Text("cursor");

        // With a cursor the page is ignored, whatever it is.
        var page = cursor is null ? query.Number("page", 1, MaxPage) : 1;
        return new ListQuery(page, query.Number("pageSize", DefaultPageSize, MaxPageSize), cursor);
    }

    /// <summary>This part of a list of so many items.</summary>
    public InfoPage<T> Show<T>(IReadOnlyList<T> items, long total, string? nextCursor) =>
        new(true, items, new InfoPagination(Page, PageSize, total, (total + PageSize - 1) / PageSize, nextCursor));
}
