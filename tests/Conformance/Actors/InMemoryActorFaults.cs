namespace Parley.Conformance.Actors;

public sealed class InMemoryActorFaults() : ActorFaults(new InMemoryPlatform());
