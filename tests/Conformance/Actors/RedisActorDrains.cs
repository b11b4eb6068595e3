namespace Parley.Conformance.Actors;

public sealed class RedisActorDrains() : ActorDrains(new RedisPlatform());
