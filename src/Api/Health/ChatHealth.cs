namespace Parley.Api.Health;

public sealed record ChatHealth(string Status, string Timestamp, SystemView System);
