namespace Parley.Conformance.Actors;

public sealed class SqliteDurableReminders() : DurableReminders(new SqlitePlatform());
