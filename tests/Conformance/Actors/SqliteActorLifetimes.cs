namespace Parley.Conformance.Actors;

public sealed class SqliteActorLifetimes() : ActorLifetimes(new SqlitePlatform());
