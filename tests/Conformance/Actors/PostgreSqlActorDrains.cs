namespace Parley.Conformance.Actors;

public sealed class PostgreSqlActorDrains() : ActorDrains(new PostgreSqlPlatform());
