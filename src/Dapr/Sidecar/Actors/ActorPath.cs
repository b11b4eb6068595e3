using Dapr.Actors;

namespace Dapr.Sidecar.Actors;

/// <summary>An actor in the sidecar's API.</summary>
internal static class ActorPath
{
    public static string Of(string actorType, ActorId id) =>
        $"v1.0/actors/{Uri.EscapeDataString(actorType)}/{Uri.EscapeDataString(id.GetId())}";
}
