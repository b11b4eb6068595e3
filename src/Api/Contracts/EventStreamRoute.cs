namespace Parley.Api.Contracts;

/// <summary>Marks a route that answers with server-sent events.</summary>
public sealed class EventStreamRoute;
