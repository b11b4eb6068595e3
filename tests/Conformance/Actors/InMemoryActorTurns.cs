namespace Parley.Conformance.Actors;

public sealed class InMemoryActorTurns() : ActorTurns(new InMemoryPlatform());
