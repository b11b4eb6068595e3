namespace Parley.Conformance.Actors;

public sealed class InMemoryActorDrainTimeouts() : ActorDrainTimeouts(new InMemoryPlatform());
