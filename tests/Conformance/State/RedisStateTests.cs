namespace Parley.Conformance.State;

public sealed class RedisStateTests() : StateSuite(new RedisPlatform());
