namespace Parley.Conformance;

public class SqlitePlatform : Platform
{
    public override bool Durable => true;

    protected override string StateStore =>
        $"""
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.sqlite
          version: v1
          metadata:
          - name: connectionString
            value: "{Path.Combine(Folder, "state.db")}"
          - name: busyTimeout
            value: "15s"
          - name: actorStateStore
            value: "true"
        """;
}
