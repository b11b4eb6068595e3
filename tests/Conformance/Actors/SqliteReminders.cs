namespace Parley.Conformance.Actors;

public sealed class SqliteReminders() : Reminders(new SqlitePlatform());
