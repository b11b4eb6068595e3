using Dapr.Embedded;
using Dapr.Embedded.Components;

namespace Parley.Dapr.Tests;

/// <summary>A folder of component files for one test.</summary>
internal sealed class ComponentFolder : IDisposable
{
    public const string ActorStore = "{ name: actorStateStore, value: 'true' }";

    public string Folder { get; } = Directory.CreateTempSubdirectory("parley-dapr-").FullName;

    public string Database => Path.Combine(Folder, "state.db");

    /// <summary>A component in one line a part; items are YAML flow mappings.</summary>
    public static string Component(string name, string type, string items, string rest = "") =>
        $"""
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: {name}
        spec:
          type: {type}
          version: v1
          metadata: [{items}]
        {rest}
        """;

    public string Sqlite(string items = ActorStore, string? connectionString = null) =>
        Component("statestore", "state.sqlite", $"{{ name: connectionString, value: '{connectionString ?? Database}' }}, {items}");

    public ComponentFolder With(string file, params string[] documents)
    {
        File.WriteAllText(Path.Combine(Folder, file), string.Join("\n---\n", documents));
        return this;
    }

    public Task<ComponentSet> OpenAsync(string appId = "parley", TimeProvider? time = null) =>
        ComponentSet.OpenAsync(Folder, appId, time ?? TimeProvider.System);

    /// <summary>The sentence that a start with these files ends with.</summary>
    public async Task<string> FailureAsync() => (await Assert.ThrowsAsync<global::Dapr.StartException>(() => OpenAsync())).ToString();

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
