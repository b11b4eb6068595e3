using Parley.Faults;
using Parley.Sessions.Tasks;

namespace Parley.Sessions.Tests.Tasks;

/// <summary>The queue under random use is what the plainest model of it is: no task lost, none with two holders, order kept.</summary>
public sealed class RandomQueueTests
{
    [Theory]
    [InlineData(StoreType.InMemory, 30)]
    [InlineData(StoreType.Sqlite, 10)]
    [InlineData(StoreType.Sidecar, 5)]
    public Task Tasks_go_where_the_model_says(StoreType store, int rounds) => UseAsync(store, rounds, null);

    [Theory]
    [InlineData(StoreType.InMemory, 30)]
    [InlineData(StoreType.Sqlite, 10)]
    [InlineData(StoreType.Sidecar, 5)]
    public Task Nothing_is_lost_or_held_twice_whatever_is_lost_refused_doubled_or_overlapping(StoreType store, int rounds) =>
        UseAsync(store, rounds, FaultOptions.Everything);

    [Fact]
    public Task Two_owners_at_once_do_not_harm_each_other_on_a_store_that_keeps_what_it_refused() =>
        UseAsync(StoreType.InMemory, 16, FaultOptions.Divided);

    private static async Task UseAsync(StoreType store, int rounds, FaultOptions? faults)
    {
        var seed = Random.Shared.Next();
        try
        {
            await UseAsync(store, rounds, faults, seed);
        }
        catch (Exception fault)
        {
            Assert.Fail($"Seed {seed}: {fault}");
        }
    }

    private static async Task UseAsync(StoreType store, int rounds, FaultOptions? faults, int seed)
    {
        var random = new Random(seed);
        var clock = new Clock();
        await using var host = new SessionsHost(store) { Time = clock, Faults = faults, Seed = seed };
        await host.StartAsync();
        var use = new RandomQueueUse(host, new QueueModel(new TaskOptions()), clock, random);
        for (var round = 0; round < rounds; round++)
        {
            for (var step = 0; step < 15; step++)
            {
                await use.StepAsync();
            }

            await use.CompareAsync();
            switch (random.Next(4))
            {
                case 0:
                    await host.DeactivateAsync();
                    break;
                case 1 when store != StoreType.InMemory:
                    await host.RestartAsync();
                    break;
            }
        }

        await use.DrainAsync();
    }
}
