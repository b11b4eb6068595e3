namespace Dapr.AspNetCore;

/// <summary>An entry of <c>GET /dapr/subscribe</c>.</summary>
internal sealed record Subscription(string Topic, string PubsubName, string Route);
