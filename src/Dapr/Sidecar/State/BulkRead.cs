namespace Dapr.Sidecar.State;

/// <summary>A bulk read.</summary>
internal sealed record BulkRead(IReadOnlyList<string> Keys, int? Parallelism);
