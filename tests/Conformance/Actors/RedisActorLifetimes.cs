namespace Parley.Conformance.Actors;

public sealed class RedisActorLifetimes() : ActorLifetimes(new RedisPlatform());
