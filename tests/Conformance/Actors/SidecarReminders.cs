namespace Parley.Conformance.Actors;

public sealed class SidecarReminders() : Reminders(new SidecarPlatform());
