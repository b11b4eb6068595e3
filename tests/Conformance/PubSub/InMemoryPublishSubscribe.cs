namespace Parley.Conformance.PubSub;

public sealed class InMemoryPublishSubscribe() : PublishSubscribe(new InMemoryPlatform());
