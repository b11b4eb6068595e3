namespace Parley.Sidecar;

/// <summary>What the application says of its actors.</summary>
internal sealed record AppConfiguration(IReadOnlyList<string> Entities, string? ActorIdleTimeout);
