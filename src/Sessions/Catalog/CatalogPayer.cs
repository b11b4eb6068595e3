namespace Parley.Sessions.Catalog;

/// <summary>Brings what this replica's sessions owe the catalog to it, in batches that form while the previous call runs.</summary>
public sealed class CatalogPayer(SessionWriter sessions)
{
    /// <summary>Takes what a committed turn changed; the calls of one session come in order.</summary>
    public void Offer(SessionUpdate update) => _ = sessions.Session(update.Summary.Id).SettleAsync(update.Entries[^1].Version);
}
