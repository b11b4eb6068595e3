namespace Parley.Conformance.Actors;

public sealed class RedisActorFaults() : ActorFaults(new RedisPlatform());
