namespace Parley.Sessions.Catalog;

/// <summary>What the catalog answers to a question.</summary>
public abstract record CatalogAnswer
{
    /// <summary>Sessions that have outlived their lifetime and are in this answer all the same; null when there are none.</summary>
    public IReadOnlyList<string>? Expired { get; set; }
}
