namespace Parley.Sidecar;

/// <summary>A topic that the application wants.</summary>
internal sealed record AppSubscription(string Topic, string PubsubName, string Route);
