namespace Dapr.Embedded.Components;

/// <summary>A metadata item that a component type knows, with the other names that daprd accepts for it.</summary>
internal sealed record ItemName(string Name, params string[] Aliases)
{
    public bool Matches(string name) =>
        Name.Equals(name, StringComparison.OrdinalIgnoreCase) || Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);
}
