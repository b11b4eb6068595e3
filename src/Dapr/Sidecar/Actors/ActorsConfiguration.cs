using System.Text.Json.Serialization;
using Dapr.Actors.Runtime;

namespace Dapr.Sidecar.Actors;

/// <summary>The answer of <c>GET /dapr/config</c>: the actor types of this application and how they are kept.</summary>
internal sealed record ActorsConfiguration(
    IReadOnlyList<string> Entities,
    string? ActorIdleTimeout,
    string? ActorScanInterval,
    string? DrainOngoingCallTimeout,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool DrainRebalancedActors,
    Reentrancy Reentrancy)
{
    public static ActorsConfiguration Of(ActorRuntimeOptions options) => new(
        [.. options.Actors.Select(actor => actor.Type.ActorTypeName)],
        DaprDuration.Write(options.ActorIdleTimeout),
        DaprDuration.Write(options.ActorScanInterval),
        DaprDuration.Write(options.DrainOngoingCallTimeout),
        options.DrainRebalancedActors,
        new Reentrancy(Enabled: false));
}
