namespace Parley.Sessions.Tests;

public enum StoreType
{
    InMemory,
    Sqlite,
}
