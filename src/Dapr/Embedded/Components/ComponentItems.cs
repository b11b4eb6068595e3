namespace Dapr.Embedded.Components;

/// <summary>The metadata of one component: every name known, every secret resolved.</summary>
internal sealed class ComponentItems
{
    private static readonly string[] Yes = ["true", "yes", "on", "t", "y", "1"];
    private static readonly string[] No = ["false", "no", "off", "f", "n", "0"];

    private readonly ComponentManifest manifest;
    private readonly IReadOnlyList<ItemName> known;
    private readonly Dictionary<ItemName, string> values = [];

    /// <exception cref="StartException">An item is unknown or there twice, or its secret cannot be had.</exception>
    public ComponentItems(ComponentManifest manifest, IReadOnlyList<ItemName> known, ISecretStore secrets)
    {
        this.manifest = manifest;
        this.known = known;
        foreach (var item in manifest.Items)
        {
            var name = known.FirstOrDefault(candidate => candidate.Matches(item.Name))
                ?? throw manifest.Error($"has the item '{item.Name}', which {manifest.Type} does not know. {Known}");
            var value = item.Value
                ?? secrets.Read(item.Secret!)
                ?? throw manifest.Error($"takes its item '{item.Name}' from the secret '{item.Secret!.Name}' "
                    + $"(key '{item.Secret.Key}'), which {secrets.Description} does not have.");
            if (!values.TryAdd(name, value))
            {
                throw manifest.Error($"has the item '{name.Name}' more than once.");
            }
        }
    }

    private string Known => $"Known are: {string.Join(", ", known.Select(item => item.Name))}.";

    public string? Text(ItemName item) => values.GetValueOrDefault(item);

    public string Required(ItemName item) =>
        Text(item) is { Length: > 0 } value ? value : throw manifest.Error($"lacks the item '{item.Name}'. {Known}");

    public bool Flag(ItemName item)
    {
        var value = Text(item) ?? "false";
        return Yes.Contains(value, StringComparer.OrdinalIgnoreCase)
            || (No.Contains(value, StringComparer.OrdinalIgnoreCase) ? false : throw Unreadable(item, "it must be true or false"));
    }

    public TimeSpan Duration(ItemName item, TimeSpan otherwise) =>
        Text(item) is not { } value ? otherwise
        : GoDuration.Parse(value) ?? throw Unreadable(item, "it must be a duration such as 20s or 1m30s, or whole seconds");

    /// <summary>An item whose value is not to be shown.</summary>
    public StartException Wrong(ItemName item, string rule) => manifest.Error($"has a wrong item '{item.Name}'; {rule}.");

    public StartException Unreadable(ItemName item, string rule) =>
        manifest.Error($"has '{Text(item)}' for its item '{item.Name}'; {rule}.");
}
