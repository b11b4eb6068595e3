using System.Text.Json.Serialization;

namespace Dapr.Sidecar;

/// <summary>What the sidecar says of itself, as far as the runtime asks.</summary>
/// <param name="Id">The application's id.</param>
/// <param name="RuntimeVersion">The sidecar's release.</param>
/// <param name="Components">The components that this application may use.</param>
/// <param name="ActorRuntime">The actors that it hosts.</param>
/// <param name="Workflows">Who works on workflows.</param>
/// <param name="AppConnectionProperties">How it watches the application.</param>
internal sealed record SidecarMetadata(
    string? Id,
    string? RuntimeVersion,
    IReadOnlyList<SidecarComponent>? Components,
    SidecarMetadata.Actors? ActorRuntime,
    SidecarMetadata.Workers? Workflows,
    SidecarMetadata.AppConnection? AppConnectionProperties)
{
    private static readonly string[] NeededOfState = ["ETAG", "TRANSACTIONAL", "TTL"];

    /// <summary>The names of the state components.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Stores => [.. StateComponents.Select(component => component.Name)];

    /// <summary>Whether this sidecar serves a worker. The count of workers alone may be too low for good: Dapr 1.18.3 subtracts one that it
    /// could not take twice.</summary>
    [JsonIgnore]
    public bool RunsWorkflows => Workflows is { ConnectedWorkers: > 0 }
        || (ActorRuntime?.ActiveActors?.Any(hosted => hosted.Type.StartsWith("dapr.internal.", StringComparison.Ordinal)
            && hosted.Type.EndsWith(".workflow", StringComparison.Ordinal)) ?? false);

    private IEnumerable<SidecarComponent> StateComponents =>
        (Components ?? []).Where(component => component.Type.StartsWith("state.", StringComparison.Ordinal));

    /// <summary>Why documents cannot be kept on these components; null when they can.</summary>
    public string? FindRefusal()
    {
        var stores = StateComponents.ToList();
        var weak = stores.Find(store => NeededOfState.Any(capability => !store.Can(capability)));
        return stores.Count == 0
            ? "The sidecar has no state component for this application. Check its resources path, and the scopes of its components."
            : weak is null ? null
            : $"The sidecar's component '{weak.Name}' ({weak.Type}) lacks what is needed of a store: {string.Join(", ", NeededOfState.Where(capability => !weak.Can(capability)))}.";
    }

    /// <summary>Whether actors of these types are taken up.</summary>
    public bool Hosts(IEnumerable<string> types) =>
        types.All(type => ActorRuntime?.ActiveActors?.Any(hosted => hosted.Type == type) ?? false);

    internal sealed record Actors(IReadOnlyList<ActorCount>? ActiveActors);

    internal sealed record ActorCount(string Type);

    internal sealed record Workers(int ConnectedWorkers);

    internal sealed record AppConnection(AppHealth? Health);

    /// <summary>How many probes in a row must fail before the application counts as gone.</summary>
    internal sealed record AppHealth(int HealthThreshold);
}
