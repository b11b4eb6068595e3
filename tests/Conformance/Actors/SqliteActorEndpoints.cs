namespace Parley.Conformance.Actors;

public sealed class SqliteActorEndpoints() : ActorEndpoints(new SqlitePlatform());
