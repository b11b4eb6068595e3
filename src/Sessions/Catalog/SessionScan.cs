namespace Parley.Sessions.Catalog;

/// <summary>
/// Sessions in the order in which the catalog came to know them. Unlike in the order of activity nothing moves meanwhile, so that a
/// walk over all pages meets every session that was there at its begin.
/// </summary>
/// <param name="Channel">Where they were created.</param>
/// <param name="From"><see cref="SessionScanPage.Next"/> of the page before; 0 for the first.</param>
/// <param name="PageSize">How many at most.</param>
public sealed record SessionScan(string Channel, int From, int PageSize)
{
    /// <summary>How many sessions of whatever channel a page looks at.</summary>
    public const int MaxLooked = 10_000;

    /// <summary>Last active at this moment or later.</summary>
    public DateTimeOffset? ActiveFrom { get; init; }

    /// <summary>Last active before this moment.</summary>
    public DateTimeOffset? ActiveBefore { get; init; }

    public bool Meets(string channel, DateTimeOffset lastActivityAt) =>
        channel == Channel && (ActiveFrom is null || lastActivityAt >= ActiveFrom) && (ActiveBefore is null || lastActivityAt < ActiveBefore);
}
