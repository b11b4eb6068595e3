namespace Parley.Conformance.Actors;

public sealed class InMemoryActorLifetimes() : ActorLifetimes(new InMemoryPlatform());
