namespace Parley.Conformance.Actors;

public sealed class SqliteActorDrains() : ActorDrains(new SqlitePlatform());
