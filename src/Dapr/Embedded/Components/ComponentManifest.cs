namespace Dapr.Embedded.Components;

/// <summary>A component as its file declares it.</summary>
/// <param name="File">The file's name, for messages.</param>
/// <param name="Name">The name that applications use.</param>
/// <param name="Type">Building block and technology, such as <c>state.sqlite</c>.</param>
/// <param name="Version">The component's version; <c>v1</c> when the file is silent.</param>
/// <param name="Items">The metadata, in the file's order.</param>
/// <param name="Scopes">The app ids that may use it; none for all.</param>
/// <param name="SecretStore">The component that resolves its secrets; null for the environment.</param>
internal sealed record ComponentManifest(
    string File,
    string Name,
    string Type,
    string Version,
    IReadOnlyList<ManifestItem> Items,
    IReadOnlyList<string> Scopes,
    string? SecretStore)
{
    public bool IsFor(string appId) => Scopes.Count == 0 || Scopes.Contains(appId, StringComparer.Ordinal);

    public StartException Error(string problem) => new($"{File}: component '{Name}' {problem}");
}
