using Parley.Faults;
using Parley.Sessions.Idempotency;

namespace Parley.Sessions.Tests;

public sealed class IdempotencyTests
{
    [Theory]
    [InlineData(StoreType.InMemory)]
    [InlineData(StoreType.Sqlite)]
    public async Task A_key_stands_for_one_command_for_a_day(StoreType store)
    {
        var clock = new Clock();
        await using var host = await new SessionsHost(store) { Time = clock }.StartAsync();
        var first = await ClaimAsync(host, "body");
        clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));

        Assert.Equal(first, await ClaimAsync(host, "body"));
        Assert.Equal(first with { Matches = false }, await ClaimAsync(host, "another body"));
        await host.DeactivateAsync();
        Assert.Equal(first, await ClaimAsync(host, "body"));
        Assert.True(first.Matches);
    }

    [Theory]
    [InlineData(StoreType.InMemory)]
    [InlineData(StoreType.Sqlite)]
    public async Task After_a_day_a_key_stands_for_a_new_command_also_while_its_actor_is_in_memory(StoreType store)
    {
        var clock = new Clock();
        await using var host = await new SessionsHost(store) { Time = clock }.StartAsync();
        var first = await ClaimAsync(host, "body");
        clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));

        var second = await ClaimAsync(host, "another body");

        Assert.True(second.Matches);
        Assert.NotEqual(first.CommandId, second.CommandId);
    }

    [Fact]
    public async Task Keys_of_different_scopes_do_not_meet()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        var desk = host.Get<IdempotencyDesk>();

        Assert.NotEqual((await desk.ClaimAsync("im/a", "key", "body")).CommandId, (await desk.ClaimAsync("im/b", "key", "body")).CommandId);
    }

    [Fact]
    public async Task Concurrent_claims_get_one_command_whatever_is_lost_or_doubled()
    {
        var seed = Random.Shared.Next();
        await using var host = await new SessionsHost(StoreType.InMemory) { Faults = FaultOptions.Everything, Seed = seed }.StartAsync();

        for (var key = 0; key < 50; key++)
        {
            var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => UntilAnsweredAsync(host, $"key-{key}")));
            Assert.True(claims.Select(claim => claim.CommandId).Distinct().Count() == 1, $"Seed {seed}: key {key} has several commands.");
        }
    }

    private static Task<ClaimResult> ClaimAsync(SessionsHost host, string body) =>
        host.Get<IdempotencyDesk>().ClaimAsync("im/user", "key", body);

    private static async Task<ClaimResult> UntilAnsweredAsync(SessionsHost host, string key)
    {
        while (true)
        {
            try
            {
                return await host.Get<IdempotencyDesk>().ClaimAsync("im/user", key, "body");
            }
            catch (Exception fault) when (Outage.Is(fault))
            {
                // A client repeats after a 503.
            }
        }
    }
}
