using System.Globalization;

namespace Parley.Api.InstantMessaging;

/// <summary>Which part of a list is asked for. Positions count from 1, oldest first.</summary>
public sealed record PageQuery(long Page, int PageSize, bool Descending, long? Cursor)
{
    public const int MaxPageSize = 100;
    private const int DefaultPageSize = 20;
    private const long MaxPosition = 1L << 53;

    /// <summary>The query, or what is wrong with it.</summary>
    public static (PageQuery? Query, string? Problem) Parse(IQueryCollection query)
    {
        // With a cursor the page is ignored, whatever it is.
        var page = query.ContainsKey("cursor") ? 1 : Number(query, "page", 1);
        var pageSize = Number(query, "page_size", DefaultPageSize);
        if (page is not >= 1)
        {
            return (null, "page must be a whole number, 1 or more");
        }

        if (pageSize is not (>= 1 and <= MaxPageSize))
        {
            return (null, $"page_size must be a whole number from 1 to {MaxPageSize}");
        }

        var order = query.TryGetValue("order", out var given) ? given.ToString() : "asc";
        if (order is not ("asc" or "desc"))
        {
            return (null, "order must be asc or desc");
        }

        var cursor = query.ContainsKey("cursor") ? Number(query, "cursor", 0) : 0;
        return cursor is null or > MaxPosition
            ? (null, "cursor must be a next_cursor of an earlier answer")
            : (new PageQuery(page.Value, (int)pageSize.Value, order == "desc", cursor == 0 ? null : cursor), null);
    }

    /// <summary>The positions of this page in a list of so many items, both inclusive; empty when from is above to.</summary>
    public (long From, long To) Window(long total)
    {
        if (Descending)
        {
            var to = Cursor - 1 ?? (Page - 1 > total / PageSize ? 0 : total - (Page - 1) * PageSize);
            return (Math.Max(1, to - PageSize + 1), Math.Min(to, total));
        }

        var from = Cursor + 1 ?? (Page - 1 > total / PageSize ? total + 1 : (Page - 1) * PageSize + 1);
        return (from, Math.Min(total, from + PageSize - 1));
    }

    /// <summary>The cursor of what follows this window; null at the end. It stays right while items arrive.</summary>
    public string? Next(long from, long to, long total)
    {
        if (from > to)
        {
            return null;
        }

        long? next = Descending ? (from > 1 ? from : null) : (to < total ? to : null);
        return next?.ToString(CultureInfo.InvariantCulture);
    }

    private static long? Number(IQueryCollection query, string name, long otherwise) =>
        !query.TryGetValue(name, out var text) ? otherwise
        : long.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;
}
