namespace Parley.Conformance.State;

public sealed class PostgreSqlStateTests() : StateSuite(new PostgreSqlPlatform());
