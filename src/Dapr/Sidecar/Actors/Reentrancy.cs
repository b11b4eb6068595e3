namespace Dapr.Sidecar.Actors;

/// <summary>Whether an actor may be called while it runs.</summary>
internal sealed record Reentrancy(bool Enabled);
