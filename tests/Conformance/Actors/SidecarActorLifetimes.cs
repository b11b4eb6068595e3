namespace Parley.Conformance.Actors;

public sealed class SidecarActorLifetimes() : ActorLifetimes(new SidecarPlatform());
