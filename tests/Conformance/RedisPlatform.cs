namespace Parley.Conformance;

/// <summary>One server for the whole run, and a database of it for each platform.</summary>
public sealed class RedisPlatform : Platform
{
    private static int lastDatabase;

    private readonly int database = Interlocked.Increment(ref lastDatabase);
    private int port;

    public override bool Durable => true;

    public override bool RollsBack => !BesideDaprd;

    public override bool Lenient => BesideDaprd;

    protected override string StateStore =>
        $"""
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.redis
          version: v1
          metadata:
          - name: redisHost
            value: "127.0.0.1:{port}"
          - name: redisDB
            value: "{database}"
          - name: actorStateStore
            value: "true"
        """;

    protected override string Events =>
        $"""
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: events
        spec:
          type: pubsub.redis
          version: v1
          metadata:
          - name: redisHost
            value: "127.0.0.1:{port}"
        """;

    protected override async Task PrepareAsync() => port = (await RedisServer.SharedAsync()).Port;
}
