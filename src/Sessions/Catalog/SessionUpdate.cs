namespace Parley.Sessions.Catalog;

/// <summary>What a session owes the catalog: how it stands now, and its changes in order without gaps.</summary>
public sealed record SessionUpdate(SessionSummary Summary, IReadOnlyList<CatalogEntry> Entries)
{
    /// <summary>Whether the session has no earlier changes left, so that nobody waits for them.</summary>
    public bool IsAllThereIs { get; init; }
}
