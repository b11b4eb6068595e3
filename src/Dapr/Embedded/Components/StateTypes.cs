using Dapr.Embedded.State;
using Dapr.Embedded.State.PostgreSql;
using Dapr.Embedded.State.Sqlite;

namespace Dapr.Embedded.Components;

/// <summary>The state components that this runtime serves.</summary>
internal static class StateTypes
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<StateType> All { get; } =
    [
        new("state.in-memory", "v1", [], OpenInMemoryAsync),
        new("state.sqlite", "v1", SqliteSettings.Items, OpenSqliteAsync),
        new("state.postgresql", "v2", PostgreSqlSettings.Items, OpenPostgreSqlAsync),
    ];

    private static Task<(IStateStore Store, string? Place)> OpenInMemoryAsync(
        ComponentManifest manifest, ComponentItems items, string appId, TimeProvider time) =>
        Opened(new InMemoryStateStore(time), null);

    private static Task<(IStateStore Store, string? Place)> OpenSqliteAsync(
        ComponentManifest manifest, ComponentItems items, string appId, TimeProvider time)
    {
        var settings = SqliteSettings.Read(items);
        return Opened(settings.InMemory ? new InMemoryStateStore(time) : SqliteStateStore.Open(manifest, settings, appId, time), settings.Path);
    }

    private static async Task<(IStateStore Store, string? Place)> OpenPostgreSqlAsync(
        ComponentManifest manifest, ComponentItems items, string appId, TimeProvider time)
    {
        var settings = PostgreSqlSettings.Read(items);
        return (await PostgreSqlStateStore.OpenAsync(manifest, settings, appId, time), settings.Place);
    }

    private static Task<(IStateStore Store, string? Place)> Opened(IStateStore store, string? place) => Task.FromResult((store, place));
}
