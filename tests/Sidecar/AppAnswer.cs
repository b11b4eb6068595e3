namespace Parley.Sidecar;

/// <summary>What the application answered.</summary>
internal sealed record AppAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body);
