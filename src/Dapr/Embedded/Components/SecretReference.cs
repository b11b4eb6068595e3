namespace Dapr.Embedded.Components;

/// <summary>A <c>secretKeyRef</c>: a secret and, where a secret has several values, the key of one.</summary>
internal sealed record SecretReference(string Name, string Key);
