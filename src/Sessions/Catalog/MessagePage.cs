namespace Parley.Sessions.Catalog;

/// <param name="Items">Where the messages stand, in order.</param>
/// <param name="Total">How many meet the filters.</param>
/// <param name="NextCursor">For what follows; null at the end. Null as well when the cursor that was given is none.</param>
public sealed record MessagePage(IReadOnlyList<MessageLocation> Items, long Total, string? NextCursor) : CatalogAnswer
{
    /// <summary>The cursor that was given is no cursor of this list; there are no items.</summary>
    public bool BadCursor { get; init; }
}
