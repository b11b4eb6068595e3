namespace Dapr.Embedded.Components;

/// <summary><c>secretstores.local.env</c>: secrets are environment variables.</summary>
internal sealed class EnvironmentSecretStore(string prefix = "") : ISecretStore
{
    public static readonly ItemName Prefix = new("prefix");

    public string Description => prefix.Length == 0 ? "the environment" : $"the environment (names that begin with {prefix})";

    public string? Read(SecretReference secret) => Environment.GetEnvironmentVariable(prefix + secret.Name);
}
