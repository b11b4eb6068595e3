using Dapr.Embedded.Components;
using Dapr.Embedded.State;
using Parley.Conformance;

namespace Parley.Dapr.Tests.State.PostgreSql;

public sealed class ReadySwapTests
{
    [SkippableFact]
    public async Task The_folder_that_is_shipped_opens_as_it_is_with_the_connection_string_in_the_environment()
    {
        var server = await PostgreSqlServer.SharedAsync();
        Environment.SetEnvironmentVariable("PARLEY_POSTGRES", server.ConnectionString);
        await using var components = await ComponentSet.OpenAsync(ShippedFolder(), "parley", TimeProvider.System);

        await components.ActorStore.Store.WriteAsync([new StateWrite("swap", "1"u8.ToArray())]);
        await components.States["taskqueue"].Store.WriteAsync([new StateWrite("taskqueue||swap", "1"u8.ToArray())]);

        Assert.Empty(components.PubSubs);
        Assert.Equal(["statestore", "taskqueue"], components.States.Keys.Order());
        Assert.Equal(1L, await server.QueryAsync("SELECT count(*) FROM state WHERE key = 'swap'"));
    }

    private static string ShippedFolder()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Parley.slnx")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        return Path.Combine(root, "components", "postgres");
    }
}
