namespace Parley.Conformance.Actors;

public sealed class SidecarDurableReminders() : DurableReminders(new SidecarPlatform());
