namespace Dapr;

/// <summary>Endpoint metadata: the topic that an endpoint is subscribed to.</summary>
public interface ITopicMetadata
{
    /// <summary>The topic.</summary>
    string Name { get; }

    /// <summary>The publish/subscribe component.</summary>
    string PubsubName { get; }
}
