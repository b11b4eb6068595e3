namespace Dapr.Embedded.PubSub;

/// <summary>A topic of a publish/subscribe component.</summary>
internal readonly record struct TopicName(string PubsubName, string Topic);
