using Dapr.Embedded.State;
using Dapr.Embedded.State.PostgreSql;
using Dapr.Embedded.State.Redis;
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
        new("state.redis", "v1", RedisSettings.Items, OpenRedisAsync),
    ];

    private static Task<(IStateStore Store, string? Place)> OpenInMemoryAsync(
        ComponentManifest manifest, ComponentItems items, KeyOwner owner, TimeProvider time) =>
        Opened(new InMemoryStateStore(time), null);

    private static Task<(IStateStore Store, string? Place)> OpenSqliteAsync(
        ComponentManifest manifest, ComponentItems items, KeyOwner owner, TimeProvider time)
    {
        var settings = SqliteSettings.Read(items);
        return Opened(settings.InMemory ? new InMemoryStateStore(time) : SqliteStateStore.Open(manifest, settings, owner.AppId, time), settings.Path);
    }

    private static async Task<(IStateStore Store, string? Place)> OpenPostgreSqlAsync(
        ComponentManifest manifest, ComponentItems items, KeyOwner owner, TimeProvider time)
    {
        var settings = PostgreSqlSettings.Read(items);
        return (await PostgreSqlStateStore.OpenAsync(manifest, settings, owner, time), settings.Place);
    }

    private static async Task<(IStateStore Store, string? Place)> OpenRedisAsync(
        ComponentManifest manifest, ComponentItems items, KeyOwner owner, TimeProvider time)
    {
        var settings = RedisSettings.Read(items);
        return (await RedisStateStore.OpenAsync(manifest, settings, owner), settings.Address);
    }

    private static Task<(IStateStore Store, string? Place)> Opened(IStateStore store, string? place) => Task.FromResult((store, place));
}
