using Dapr.Embedded.State;

namespace Dapr.Embedded.Components;

/// <summary>The components of a folder that are this application's, checked and open.</summary>
internal sealed class ComponentSet : IAsyncDisposable
{
    private static readonly ItemName ActorStateStore = new("actorStateStore");
    private static readonly ItemName[] OfEveryState = [ActorStateStore, KeyPrefix.Item];

    private readonly Dictionary<string, StateComponent> states = [];
    private readonly HashSet<string> pubSubs = [];
    private readonly List<string> descriptions = [];
    private StateComponent? actorStore;

    private ComponentSet()
    {
    }

    /// <summary>The components before the start and after the end.</summary>
    public static ComponentSet Empty => new();

    public IReadOnlyDictionary<string, StateComponent> States => states;

    public IReadOnlySet<string> PubSubs => pubSubs;

    public StateComponent ActorStore => actorStore ?? throw new DaprException("The runtime's components are not open.");

    /// <summary>One line a component, for the log.</summary>
    public IReadOnlyList<string> Descriptions => descriptions;

    /// <exception cref="StartException">A component is not as it must be, or its store cannot be had.</exception>
    public static async Task<ComponentSet> OpenAsync(string folder, string appId, TimeProvider time)
    {
        var manifests = ManifestReader.ReadFolder(folder).Where(manifest => manifest.IsFor(appId)).ToList();
        RefuseDuplicates(manifests);
        var secretStores = SecretStores.Open(manifests);
        var set = new ComponentSet();
        try
        {
            foreach (var manifest in manifests)
            {
                await set.OpenAsync(manifest, secretStores, appId, time);
            }

            return set.actorStore is null
                ? throw new StartException(
                    $"{folder}: no state component for app '{appId}' has the item actorStateStore with \"true\"; exactly one must.")
                : set;
        }
        catch
        {
            await set.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var component in states.Values)
        {
            await component.Store.DisposeAsync();
        }

        states.Clear();
    }

    private static void RefuseDuplicates(List<ComponentManifest> manifests)
    {
        foreach (var same in manifests.GroupBy(manifest => manifest.Name, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            throw same.Last().Error($"has a name that is taken by a component in {same.First().File}; names must be unique.");
        }
    }

    private async Task OpenAsync(ComponentManifest manifest, SecretStores secretStores, string appId, TimeProvider time)
    {
        if (manifest.Type.StartsWith("pubsub.", StringComparison.Ordinal))
        {
            pubSubs.Add(manifest.Name);
            descriptions.Add($"Component {manifest.Name}: {manifest.Type}, served in process");
            return;
        }

        if (SecretStores.Serves(manifest))
        {
            descriptions.Add($"Component {manifest.Name}: {manifest.Type}");
            return;
        }

        await OpenStateAsync(manifest, secretStores.For(manifest), appId, time);
    }

    private async Task OpenStateAsync(ComponentManifest manifest, ISecretStore secrets, string appId, TimeProvider time)
    {
        var type = StateTypes.All.FirstOrDefault(type => type.Name == manifest.Type)
            ?? throw manifest.Error($"has the type '{manifest.Type}', which is not known. Known are: "
                + $"{string.Join(", ", StateTypes.All.Select(type => type.Name))}, pubsub.*, secretstores.local.env, secretstores.local.file.");
        if (manifest.Version != type.Version)
        {
            throw manifest.Error($"has version '{manifest.Version}' of {manifest.Type}. Known are: {type.Version}.");
        }

        var items = new ComponentItems(manifest, [.. type.Items, .. OfEveryState], secrets);
        var isActorStore = items.Flag(ActorStateStore);
        if (isActorStore && actorStore is not null)
        {
            throw manifest.Error($"has the item actorStateStore with \"true\", and so has '{actorStore.Name}'; exactly one must.");
        }

        var prefix = KeyPrefix.Of(items, manifest.Name, appId);
        var (store, place) = await type.Open(manifest, items, new KeyOwner(appId, prefix), time);
        var component = new StateComponent(manifest.Name, store, prefix);
        states.Add(manifest.Name, component);
        actorStore = isActorStore ? component : actorStore;
        descriptions.Add($"Component {manifest.Name}: {manifest.Type}{(place is null ? "" : $" on {place}")}"
            + $", keys begin with '{prefix}'{(isActorStore ? ", keeps actors and workflows" : "")}");
    }
}
