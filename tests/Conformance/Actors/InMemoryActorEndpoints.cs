namespace Parley.Conformance.Actors;

public sealed class InMemoryActorEndpoints() : ActorEndpoints(new InMemoryPlatform());
