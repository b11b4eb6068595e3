namespace Dapr.Embedded.State;

/// <summary>A stored value and its ETag.</summary>
internal sealed record StateRow(ReadOnlyMemory<byte> Value, string ETag);
