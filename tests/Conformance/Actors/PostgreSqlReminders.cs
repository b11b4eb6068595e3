namespace Parley.Conformance.Actors;

public sealed class PostgreSqlReminders() : Reminders(new PostgreSqlPlatform());
