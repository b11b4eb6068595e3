namespace Parley.Conformance.Actors;

public sealed class PostgreSqlActorTurns() : ActorTurns(new PostgreSqlPlatform());
