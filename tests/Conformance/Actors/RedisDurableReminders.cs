namespace Parley.Conformance.Actors;

public sealed class RedisDurableReminders() : DurableReminders(new RedisPlatform());
