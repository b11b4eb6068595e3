namespace Parley.Conformance.Actors;

public sealed class PostgreSqlActorFaults() : ActorFaults(new PostgreSqlPlatform());
