namespace Parley.Conformance.Actors;

public sealed class RedisActorDrainTimeouts() : ActorDrainTimeouts(new RedisPlatform());
