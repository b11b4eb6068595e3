namespace Dapr.AspNetCore;

/// <summary>A topic of a publish/subscribe component.</summary>
internal readonly record struct TopicName(string PubsubName, string Topic);
