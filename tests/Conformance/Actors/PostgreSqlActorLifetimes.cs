namespace Parley.Conformance.Actors;

public sealed class PostgreSqlActorLifetimes() : ActorLifetimes(new PostgreSqlPlatform());
