namespace Parley.Conformance;

public sealed class InMemoryPlatform : Platform
{
    public override bool Durable => false;

    protected override string StateStore =>
        """
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.in-memory
          version: v1
          metadata:
          - name: actorStateStore
            value: "true"
        """;
}
