namespace Parley.Conformance.Actors;

public sealed class RedisActorTurns() : ActorTurns(new RedisPlatform());
