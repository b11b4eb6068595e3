namespace Parley.Conformance.Actors;

public sealed class SidecarActorFaults() : ActorFaults(new SidecarPlatform());
