namespace Parley.Conformance.Actors;

public sealed class SqliteActorFaults() : ActorFaults(new SqlitePlatform());
