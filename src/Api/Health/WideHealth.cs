namespace Parley.Api.Health;

/// <summary>What those see who are no one contract's client.</summary>
public sealed record WideHealth(string Status, string Timestamp, string Version, SystemView System);
