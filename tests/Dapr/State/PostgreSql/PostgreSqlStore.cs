using Dapr.Embedded.Components;
using Dapr.Embedded.State;
using Parley.Conformance;

namespace Parley.Dapr.Tests.State.PostgreSql;

/// <summary>Tables of one test's own on a server, and the component that opens them.</summary>
internal sealed class PostgreSqlStore(PostgreSqlServer server) : IAsyncDisposable
{
    private readonly ComponentFolder folder = new();
    private ComponentSet? components;

    public string Prefix { get; } = $"t{Guid.NewGuid():N}_";

    public string Table => Prefix + "state";

    public IStateStore Store => components!.ActorStore.Store;

    public static async Task<PostgreSqlStore> OpenAsync(PostgreSqlServer? server = null)
    {
        var store = new PostgreSqlStore(server ?? await PostgreSqlServer.SharedAsync());
        await store.OpenAsync();
        return store;
    }

    public async Task OpenAsync(string appId = "parley", string items = "")
    {
        Declare(items);
        components = await folder.OpenAsync(appId);
    }

    /// <summary>The sentence that a start with these tables ends with.</summary>
    public Task<string> FailureAsync(string items = "")
    {
        Declare(items);
        return folder.FailureAsync();
    }

    public Task CloseAsync() => components!.DisposeAsync().AsTask();

    public async Task<string?> QueryAsync(string sql) => (await server.QueryAsync(sql))?.ToString();

    public async ValueTask DisposeAsync()
    {
        if (components is not null)
        {
            await components.DisposeAsync();
        }

        folder.Dispose();
    }

    private void Declare(string items) => folder.With("a.yaml", ComponentFolder.Component(
        "statestore",
        "state.postgresql",
        $"{{ name: connectionString, value: '{server.ConnectionString}' }}, {{ name: tablePrefix, value: '{Prefix}' }}, {ComponentFolder.ActorStore}, {items}")
        .Replace("version: v1", "version: v2", StringComparison.Ordinal));
}
