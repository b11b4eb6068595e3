using System.Text.Json.Serialization;

namespace Dapr.Sidecar;

/// <summary>What the sidecar says of itself, as far as the runtime asks.</summary>
/// <param name="Id">The application's id.</param>
/// <param name="RuntimeVersion">The sidecar's release.</param>
/// <param name="Components">The components that this application may use.</param>
internal sealed record SidecarMetadata(string? Id, string? RuntimeVersion, IReadOnlyList<SidecarComponent>? Components)
{
    private static readonly string[] NeededOfState = ["ETAG", "TRANSACTIONAL", "TTL"];

    /// <summary>The names of the state components.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Stores => [.. StateComponents.Select(component => component.Name)];

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
}
