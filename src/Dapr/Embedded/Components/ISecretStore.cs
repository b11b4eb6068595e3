namespace Dapr.Embedded.Components;

/// <summary>Where the values of <c>secretKeyRef</c> items come from.</summary>
internal interface ISecretStore
{
    /// <summary>The store in words, for messages.</summary>
    string Description { get; }

    /// <returns>The secret's value; null when it is not there.</returns>
    string? Read(SecretReference secret);
}
