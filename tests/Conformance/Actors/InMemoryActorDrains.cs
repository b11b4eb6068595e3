namespace Parley.Conformance.Actors;

public sealed class InMemoryActorDrains() : ActorDrains(new InMemoryPlatform());
