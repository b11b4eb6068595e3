namespace Dapr.Embedded.Components;

/// <summary>A metadata item: a value, or where its value is kept.</summary>
internal sealed record ManifestItem(string Name, string? Value, SecretReference? Secret);
