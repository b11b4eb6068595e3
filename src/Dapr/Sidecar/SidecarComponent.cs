namespace Dapr.Sidecar;

/// <summary>A component of the sidecar.</summary>
internal sealed record SidecarComponent(string Name, string Type, IReadOnlyList<string>? Capabilities)
{
    public bool Can(string capability) => Capabilities?.Contains(capability, StringComparer.OrdinalIgnoreCase) ?? false;
}
