using Dapr;
using Dapr.Embedded.Components;
using Parley.Conformance;
using static Parley.Dapr.Tests.State.Redis.RedisStore;

namespace Parley.Dapr.Tests.State.Redis;

public sealed class RedisOwnerTests : IAsyncLifetime
{
    private const string Fence = "parley||owner||fence";
    private const string Lease = "parley||owner||lease";

    private RedisStore? redis;

    public async Task InitializeAsync() => redis = await OnAsync(await RedisServer.SharedAsync());

    public async Task DisposeAsync() => await (redis?.DisposeAsync() ?? ValueTask.CompletedTask);

    [SkippableFact]
    public async Task A_second_owner_is_told_who_the_first_is_and_does_not_disturb_it()
    {
        await using var components = await redis!.OpenAsync();

        var sentence = await redis.FailureAsync();

        Assert.Contains($"cannot open '{redis.Address}': it belongs to process {Environment.ProcessId} on {Environment.MachineName}, app parley, since ", sentence, StringComparison.Ordinal);
        Assert.EndsWith("One process owns a store; stop that one first.", sentence, StringComparison.Ordinal);
        await components.ActorStore.Store.WriteAsync([Put("a")]);
    }

    [SkippableFact]
    public async Task Applications_share_a_database()
    {
        await using var first = await redis!.OpenAsync("first");
        await using var second = await redis.OpenAsync("second");

        await first.ActorStore.Store.WriteAsync([Put("first||a")]);
        await second.ActorStore.Store.WriteAsync([Put("second||a")]);
    }

    [SkippableFact]
    public async Task Two_components_of_an_application_share_a_database()
    {
        redis!.AddSecond("taskqueue");
        await using var components = await redis.OpenAsync();

        await components.ActorStore.Store.WriteAsync([Put("parley||a")]);
        await components.States["taskqueue"].Store.WriteAsync([Put("taskqueue||a")]);

        Assert.True(await redis.Commands.KeyExistsAsync("taskqueue||owner||lease"));
    }

    [SkippableFact]
    public async Task A_store_that_was_closed_has_no_owner_and_each_owner_a_higher_fence()
    {
        for (var start = 1; start <= 3; start++)
        {
            await using var components = await redis!.OpenAsync();
            Assert.Equal(start, (int)await redis.Commands.HashGetAsync(Fence, "fence"));
        }

        Assert.False(await redis!.Commands.KeyExistsAsync(Lease));
    }

    [SkippableFact]
    public async Task The_lease_of_a_killed_owner_runs_out_and_its_store_is_taken_over()
    {
        await redis!.Commands.HashSetAsync(Fence, [new("holder", "process 1 on elsewhere"), new("fence", 41)]);
        await redis.Commands.StringSetAsync(Lease, "process 1 on elsewhere", TimeSpan.FromSeconds(5));

        await using var components = await redis.OpenAsync();
        await components.ActorStore.Store.WriteAsync([Put("a")]);

        Assert.Equal(42, (int)await redis.Commands.HashGetAsync(Fence, "fence"));
    }

    [SkippableFact]
    public async Task A_lease_is_renewed_and_one_that_ran_out_unclaimed_costs_nothing()
    {
        await using var components = await redis!.OpenAsync();
        await redis.Commands.KeyDeleteAsync(Lease);

        await components.ActorStore.Store.WriteAsync([Put("a")]);

        await Deadline.Until(() => redis.Commands.KeyExistsAsync(Lease), "the owner renews its lease");
    }

    [SkippableFact]
    public async Task An_owner_whose_store_was_taken_writes_no_more_even_after_the_thief_has_gone()
    {
        await using var components = await redis!.OpenAsync();
        var store = components.ActorStore.Store;
        await store.WriteAsync([Put("a", "mine")]);
        await redis.Commands.HashSetAsync(Fence, "holder", "process 7 on elsewhere");
        await redis.Commands.HashIncrementAsync(Fence, "fence");

        var failure = await Assert.ThrowsAsync<DaprException>(() => store.WriteAsync([Put("a", "late"), Put("b")]));
        await redis.Commands.KeyDeleteAsync(Lease);

        Assert.Equal("The state store was taken by process 7 on elsewhere; this process must end.", failure.Message);
        await Assert.ThrowsAsync<DaprException>(() => store.WriteAsync([Put("a", "later")]));
        Assert.Equal("mine", (string?)await redis.Commands.HashGetAsync("a", "data"));
        Assert.False(await redis.Commands.KeyExistsAsync("b"));
    }

    [SkippableFact]
    public async Task An_owner_whose_store_was_taken_leaves_the_thiefs_lease_alone_when_it_ends()
    {
        await using (await redis!.OpenAsync())
        {
            await redis.Commands.HashSetAsync(Fence, "holder", "process 7 on elsewhere");
            await redis.Commands.StringSetAsync(Lease, "process 7 on elsewhere");
        }

        Assert.Equal("process 7 on elsewhere", (string?)await redis.Commands.StringGetAsync(Lease));
    }
}
