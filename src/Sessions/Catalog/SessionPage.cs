namespace Parley.Sessions.Catalog;

/// <param name="Items">The sessions' ids, in order.</param>
/// <param name="Total">How many meet the filters.</param>
/// <param name="NextCursor">For what follows; null at the end.</param>
public sealed record SessionPage(IReadOnlyList<string> Items, long Total, string? NextCursor) : CatalogAnswer
{
    /// <summary>The cursor that was given is no cursor of this list; there are no items.</summary>
    public bool BadCursor { get; init; }
}
