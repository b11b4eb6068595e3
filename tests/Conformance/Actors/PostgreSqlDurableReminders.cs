namespace Parley.Conformance.Actors;

public sealed class PostgreSqlDurableReminders() : DurableReminders(new PostgreSqlPlatform());
