namespace Parley.Conformance;

public sealed class PostgreSqlPlatform : Platform
{
    private readonly string prefix = $"t{Guid.NewGuid():N}_";
    private PostgreSqlServer? server;

    public override bool Durable => true;

    protected override string StateStore =>
        $"""
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.postgresql
          version: v2
          metadata:
          - name: connectionString
            value: "{server!.ConnectionString}"
          - name: tablePrefix
            value: "{prefix}"
          - name: actorStateStore
            value: "true"
        """;

    protected override async Task PrepareAsync() => server ??= await PostgreSqlServer.SharedAsync();
}
