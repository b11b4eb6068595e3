namespace Parley.Conformance.Actors;

public sealed class RedisActorEndpoints() : ActorEndpoints(new RedisPlatform());
