namespace Parley.Sessions.Catalog;

public enum EntryKind
{
    /// <summary>The session itself changed: status, tags, metadata.</summary>
    Session,

    /// <summary>A message appeared, or changed: <see cref="CatalogEntry.Row"/>.</summary>
    Message,

    /// <summary>The session came into human hands.</summary>
    Intervention,

    /// <summary>The session needs a human.</summary>
    InterventionNeeded,

    /// <summary>An owed reply ended without one: <see cref="CatalogEntry.Closed"/>. For sockets; no stream tells it.</summary>
    Unanswered,
}
