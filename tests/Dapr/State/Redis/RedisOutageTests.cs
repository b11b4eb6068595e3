using System.Text;
using Dapr;
using Dapr.Embedded.State;
using Parley.Conformance;
using static Parley.Dapr.Tests.State.Redis.RedisStore;

namespace Parley.Dapr.Tests.State.Redis;

public sealed class RedisOutageTests : IAsyncLifetime
{
    private RedisServer? server;
    private RedisStore? redis;

    public async Task InitializeAsync()
    {
        server = await RedisServer.StartNewAsync();
        redis = await OnAsync(server);
    }

    public async Task DisposeAsync()
    {
        await (redis?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [SkippableFact]
    public async Task While_the_server_is_away_calls_fail_and_when_it_is_back_all_goes_on()
    {
        await using var components = await redis!.OpenAsync();
        var store = components.ActorStore.Store;
        await store.WriteAsync([Put("a", "before")]);
        var etag = (await store.ReadAsync("a", default))!.ETag;

        await server!.KillAsync();
        await Assert.ThrowsAsync<DaprException>(() => store.WriteAsync([Put("a", "lost")]));
        await Assert.ThrowsAsync<DaprException>(() => store.ReadAsync("a", default).AsTask());
        await server.StartAsync();
        await Deadline.Until(() => WritesAsync(store, etag), "a write succeeds again");

        Assert.Equal("after", Encoding.UTF8.GetString((await store.ReadAsync("a", default))!.Value.Span));
    }

    [SkippableFact]
    public async Task After_an_answer_that_stayed_out_the_fence_is_another_so_that_nothing_comes_late()
    {
        await using var components = await redis!.OpenAsync();
        var store = components.ActorStore.Store;
        var before = await FenceAsync();

        await server!.KillAsync();
        await Assert.ThrowsAsync<DaprException>(() => store.WriteAsync([Put("a")]));
        await server.StartAsync();
        await Deadline.Until(() => WritesAsync(store), "a write succeeds again");

        Assert.True(await FenceAsync() > before, $"The fence is {await FenceAsync()} and was {before}.");
    }

    [SkippableFact]
    public async Task Of_turns_that_a_dying_server_met_each_is_whole_or_absent_and_none_that_succeeded_is_lost()
    {
        await using var components = await redis!.OpenAsync();
        var store = components.ActorStore.Store;
        var turns = Enumerable.Range(0, 2000).Select(async number =>
        {
            await Task.Yield();
            return await Record.ExceptionAsync(() => store.WriteAsync([Put($"a-{number}"), Put($"b-{number}")]));
        }).ToList();
        await Task.WhenAny(turns);
        await server!.KillAsync();
        var failures = await Task.WhenAll(turns);
        await server.StartAsync();
        await Deadline.Until(() => WritesAsync(store), "a write succeeds again");

        for (var number = 0; number < failures.Length; number++)
        {
            var rows = await store.ReadManyAsync([$"a-{number}", $"b-{number}"], default);
            Assert.Equal(rows[0] is null, rows[1] is null);
            Assert.True(failures[number] is DaprException || (failures[number] is null && rows[0] is not null), $"Turn {number}: {failures[number]}");
        }
    }

    [SkippableFact]
    public async Task While_the_server_hangs_callers_fail_together_and_not_one_behind_the_other()
    {
        await using var components = await redis!.OpenAsync();
        var store = components.ActorStore.Store;
        await store.WriteAsync([Put("a")]);

        await server!.PauseAsync();
        await Deadline.Until(Assert.ThrowsAsync<DaprException>(() => store.WriteAsync([Put("a", "given up")])), "the first write gives up");
        var calls = Enumerable.Range(0, 20).Select(number => Record.ExceptionAsync(() => store.WriteAsync([Put($"row-{number}")]))).ToList();
        await Deadline.Until(Task.WhenAll(calls), "all calls give up");
        await server.ResumeAsync();
        await Deadline.Until(() => WritesAsync(store), "a write succeeds again");

        Assert.All(calls, call => Assert.IsType<DaprException>(call.Result));
        Assert.All(await store.ReadManyAsync([.. Enumerable.Range(0, 20).Select(number => $"row-{number}")], default), Assert.Null);
    }

    [SkippableFact]
    public async Task A_connection_whose_other_end_vanished_without_a_word_is_replaced()
    {
        await using var network = new DeafNetwork(server!.Port);
        await using var reached = await OnAsync(server, network.Port);
        await using var components = await reached.OpenAsync();
        var store = components.ActorStore.Store;
        await store.WriteAsync([Put("a")]);

        network.Deafen();
        await Deadline.Until(Assert.ThrowsAsync<DaprException>(() => store.WriteAsync([Put("a", "unheard")])), "the write gives up");

        await Deadline.Until(() => WritesAsync(store), "a write succeeds again");
    }

    [SkippableFact]
    public async Task A_password_is_sent_and_a_wrong_one_is_an_error_of_the_start()
    {
        await redis!.Commands.ExecuteAsync("CONFIG", "SET", "requirepass", "p,a=s:s word");

        Assert.Contains("component 'statestore' cannot open", await redis.FailureAsync(), StringComparison.Ordinal);
        redis.With("{ name: redisPassword, value: wrong }");
        Assert.Contains("component 'statestore' cannot open", await redis.FailureAsync(), StringComparison.Ordinal);
        redis.With("{ name: redisPassword, value: 'p,a=s:s word' }");
        await using var components = await redis.OpenAsync();
        await components.ActorStore.Store.WriteAsync([Put("a")]);
    }

    [SkippableFact]
    public async Task A_server_that_is_not_there_is_an_error_of_the_start_that_names_it()
    {
        await server!.KillAsync();

        var sentence = await redis!.FailureAsync();

        Assert.Contains($"component 'statestore' cannot open '{redis.Address}': ", sentence, StringComparison.Ordinal);
    }

    private static async Task<bool> WritesAsync(IStateStore store, string? etag = null)
    {
        try
        {
            await store.WriteAsync([Put("a", "after", etag)]);
            return true;
        }
        catch (DaprException)
        {
            return false;
        }
    }

    private async Task<long> FenceAsync()
    {
        var fence = 0L;
        await Deadline.Until(
            async () =>
            {
                try
                {
                    fence = (long)await redis!.Commands.HashGetAsync("parley||owner||fence", "fence");
                    return true;
                }
                catch (StackExchange.Redis.RedisException)
                {
                    return false;
                }
            },
            "the server answers the test");
        return fence;
    }
}
