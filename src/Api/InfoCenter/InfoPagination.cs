namespace Parley.Api.InfoCenter;

/// <param name="Page">As it was asked for; 1 beside a cursor.</param>
/// <param name="PageSize">How many items a page has at most.</param>
/// <param name="Total">How many items meet the filters.</param>
/// <param name="TotalPages">How many pages they make.</param>
/// <param name="NextCursor">Goes on where this page ends, also while items arrive; null at the end.</param>
public sealed record InfoPagination(long Page, int PageSize, long Total, long TotalPages, string? NextCursor);
