namespace Dapr.Embedded.Components;

/// <summary>The secret stores among the components.</summary>
internal sealed class SecretStores
{
    private const string LocalEnvironment = "secretstores.local.env";
    private const string LocalFile = "secretstores.local.file";

    private readonly ISecretStore environment = new EnvironmentSecretStore();
    private readonly Dictionary<string, ISecretStore> stores = [];

    private SecretStores()
    {
    }

    public static bool Serves(ComponentManifest manifest) => manifest.Type is LocalEnvironment or LocalFile;

    public static SecretStores Open(IEnumerable<ComponentManifest> manifests)
    {
        var all = new SecretStores();
        foreach (var manifest in manifests.Where(Serves))
        {
            all.stores.Add(manifest.Name, manifest.Type == LocalEnvironment
                ? new EnvironmentSecretStore(
                    new ComponentItems(manifest, [EnvironmentSecretStore.Prefix], all.environment).Text(EnvironmentSecretStore.Prefix) ?? "")
                : new FileSecretStore(new ComponentItems(
                    manifest,
                    [FileSecretStore.SecretsFile, FileSecretStore.NestedSeparator, FileSecretStore.MultiValued],
                    all.environment)));
        }

        return all;
    }

    public ISecretStore For(ComponentManifest manifest) =>
        string.IsNullOrEmpty(manifest.SecretStore) ? environment
        : stores.TryGetValue(manifest.SecretStore, out var store) ? store
        : throw manifest.Error($"names the secret store '{manifest.SecretStore}', which is not there. "
            + $"Known are: {string.Join(", ", stores.Keys.Order(StringComparer.Ordinal))}.");
}
