namespace Parley.Conformance.Actors;

public sealed class SidecarActorEndpoints() : ActorEndpoints(new SidecarPlatform());
