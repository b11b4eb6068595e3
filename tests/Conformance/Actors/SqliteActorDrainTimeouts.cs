namespace Parley.Conformance.Actors;

public sealed class SqliteActorDrainTimeouts() : ActorDrainTimeouts(new SqlitePlatform());
