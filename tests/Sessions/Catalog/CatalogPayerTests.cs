using System.Collections.Concurrent;
using Dapr.Actors;
using Dapr.Actors.Client;
using Dapr.Actors.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Faults;
using Parley.Sessions.Catalog;
using Parley.Sessions.Messages;
using Parley.Sessions.Numbers;

namespace Parley.Sessions.Tests.Catalog;

public sealed class CatalogPayerTests
{
    private const int Sessions = 1000;
    private const int Writers = 8;

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

    [Fact]
    public async Task What_was_written_to_other_replicas_is_in_the_catalog_for_every_one_of_many_that_ask_at_once()
    {
        var others = new OtherReplicas();
        var proxies = new TypedProxyFactory(others);
        var elsewhere = new WrittenElsewhere(TimeProvider.System);
        using var payer = new CatalogPayer(
            proxies, new SessionWriter(proxies, new NumberDesk(proxies), elsewhere), elsewhere, NullLogger<CatalogPayer>.Instance);
        await payer.StartAsync(CancellationToken.None);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < Sessions; i++)
            {
                var session = $"session-{writer}-{i}";
                elsewhere.Note(session);
                await payer.FlushAsync();
                Assert.True(others.Paid.ContainsKey(session), session);
            }
        })));
        await payer.StopAsync(CancellationToken.None);
    }

    /// <summary>They have all sessions, and the catalog.</summary>
    private sealed class OtherReplicas : IActorCalls
    {
        public ConcurrentDictionary<string, bool> Paid { get; } = new(StringComparer.Ordinal);

        public async Task<TResult?> CallAsync<TResult>(string actorType, ActorId id, ActorMethod method, object?[] arguments, TimeSpan timeout)
        {
            await Task.Yield();
            object? answer = method.Name switch
            {
                nameof(ISessionActor.ReadOwedAsync) => Owed(id.GetId()),
                nameof(ICatalogActor.TakeAsync) => Array.ConvertAll((SessionUpdate[])arguments[0]!, Pay),
                _ => null,
            };
            return (TResult?)answer;
        }

        private static SessionUpdate Owed(string actorKey)
        {
            var at = DateTimeOffset.UnixEpoch;
            var summary = new SessionSummary { Id = actorKey, Version = 1, Channel = "im", RobotId = "1", CreatedAt = at, LastActivityAt = at };
            return new SessionUpdate(summary, [new CatalogEntry(1, EntryKind.Message, at)]);
        }

        private long Pay(SessionUpdate update)
        {
            Paid[update.Summary.Id] = true;
            return update.Summary.Version + 1;
        }
    }
}
