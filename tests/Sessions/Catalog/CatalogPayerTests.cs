using Dapr.Actors;
using Dapr.Actors.Client;
using Microsoft.Extensions.Hosting;
using Parley.Faults;
using Parley.Sessions.Catalog;
using Parley.Sessions.Messages;

namespace Parley.Sessions.Tests.Catalog;

public sealed class CatalogPayerTests
{
    private const int Sessions = 1000;

    [Fact]
    public async Task What_was_written_before_a_stop_is_in_the_catalog_when_the_other_runtime_starts()
    {
        await using var host = await new SessionsHost(StoreType.Sqlite) { Faults = new FaultOptions() }.StartAsync();
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Get<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        host.FaultSource!.BeforeRead = key => key == CatalogHead.Key ? stopping.Task : Task.CompletedTask;
        await Task.WhenAll(Enumerable.Range(0, Sessions).Select(n =>
            host.Writer.AppendAsync(new AppendCommand($"command-{n}", $"session-{n}", "im", new NewMessage(new Sender("user", SenderRole.User), "在吗？")))));

        // Reminders do not cross: a session that the catalog does not know stays unknown until somebody uses it.
        host.Store = StoreType.Sidecar;
        await host.RestartAsync();

        var catalog = host.Get<IActorProxyFactory>().CreateActorProxy<ICatalogActor>(new ActorId(CatalogActor.TheOne), nameof(CatalogActor));
        Assert.Equal(Sessions, (await catalog.CountAsync(new StatisticsQuery())).Sessions);
    }
}
