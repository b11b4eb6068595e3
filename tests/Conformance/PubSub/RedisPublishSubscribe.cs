namespace Parley.Conformance.PubSub;

public sealed class RedisPublishSubscribe() : PublishSubscribe(new RedisPlatform());
