namespace Parley.Conformance.Actors;

public sealed class RedisReminders() : Reminders(new RedisPlatform());
