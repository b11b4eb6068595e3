namespace Parley.Sessions.Catalog;

/// <param name="Items">The sessions' ids; there may be none although more follow.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record SessionScanPage(IReadOnlyList<string> Items, int? Next);
