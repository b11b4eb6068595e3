namespace Parley.Conformance.State;

public sealed class SqliteStateTests() : StateSuite(new SqlitePlatform());
