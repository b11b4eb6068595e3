namespace Parley.Sessions.Tests;

public enum StoreType
{
    InMemory,
    Sqlite,

    /// <summary>SQLite behind a sidecar.</summary>
    Sidecar,
}
