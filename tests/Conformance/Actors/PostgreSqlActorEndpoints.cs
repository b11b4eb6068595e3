namespace Parley.Conformance.Actors;

public sealed class PostgreSqlActorEndpoints() : ActorEndpoints(new PostgreSqlPlatform());
