namespace Parley.Conformance.Actors;

public sealed class PostgreSqlActorDrainTimeouts() : ActorDrainTimeouts(new PostgreSqlPlatform());
