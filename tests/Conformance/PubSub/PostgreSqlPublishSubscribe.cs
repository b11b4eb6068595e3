namespace Parley.Conformance.PubSub;

public sealed class PostgreSqlPublishSubscribe() : PublishSubscribe(new PostgreSqlPlatform());
