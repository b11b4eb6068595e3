namespace Parley.Conformance.Actors;

public sealed class SqliteActorTurns() : ActorTurns(new SqlitePlatform());
