namespace Dapr.Embedded.Components;

/// <summary>What daprd puts before an application's keys, so that applications can share a store.</summary>
internal static class KeyPrefix
{
    /// <summary>daprd's separator of the parts of a key.</summary>
    public const string Separator = "||";

    public static readonly ItemName Item = new("keyPrefix");

    public static string Of(ComponentItems items, string component, string appId)
    {
        var strategy = (items.Text(Item) ?? "appid").ToLowerInvariant();
        return strategy switch
        {
            "none" => "",
            "appid" => appId + Separator,
            "name" => component + Separator,
            "namespace" => Environment.GetEnvironmentVariable("NAMESPACE") is { Length: > 0 } space
                ? $"{space}.{appId}{Separator}"
                : appId + Separator,
            _ => strategy.Contains(Separator, StringComparison.Ordinal)
                ? throw items.Unreadable(Item, $"it must not contain {Separator}")
                : strategy + Separator,
        };
    }
}
