namespace Parley.Conformance.Actors;

public sealed class SidecarActorTurns() : ActorTurns(new SidecarPlatform());
