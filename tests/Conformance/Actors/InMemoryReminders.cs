namespace Parley.Conformance.Actors;

public sealed class InMemoryReminders() : Reminders(new InMemoryPlatform());
