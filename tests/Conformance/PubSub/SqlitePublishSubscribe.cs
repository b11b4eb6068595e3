namespace Parley.Conformance.PubSub;

public sealed class SqlitePublishSubscribe() : PublishSubscribe(new SqlitePlatform());
