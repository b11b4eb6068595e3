namespace Dapr.Client;

/// <summary>Settings of a <see cref="DaprClient"/> before it is made. Parley changes none of them.</summary>
public sealed class DaprClientBuilder
{
}
