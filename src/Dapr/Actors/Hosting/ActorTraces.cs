using System.Diagnostics;

namespace Dapr.Actors.Hosting;

/// <summary>Spans of actor turns. Without a listener none is made, nor its name.</summary>
internal static class ActorTraces
{
    private static readonly ActivitySource Source = new("Parley.Dapr");

    /// <summary>A turn, as a child of the current span.</summary>
    public static Activity? StartTurn(string actorType, ActorId actorId, string name) =>
        Source.HasListeners()
            ? Source.StartActivity($"{actorType}.{name}")?.SetTag("actor.type", actorType).SetTag("actor.id", actorId.GetId())
            : null;
}
