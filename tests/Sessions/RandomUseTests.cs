using Parley.Faults;

namespace Parley.Sessions.Tests;

/// <summary>Sessions under random use hold what the plainest model of them holds.</summary>
public sealed class RandomUseTests
{
    private const int Sessions = 8;

    [Theory]
    [InlineData(StoreType.InMemory, 16)]
    [InlineData(StoreType.Sqlite, 6)]
    [InlineData(StoreType.Sidecar, 3)]
    public Task Sessions_are_what_their_commands_made_of_them(StoreType store, int rounds) => UseAsync(store, rounds, null);

    [Theory]
    [InlineData(StoreType.InMemory, 16)]
    [InlineData(StoreType.Sqlite, 6)]
    [InlineData(StoreType.Sidecar, 3)]
    public Task Every_command_has_one_effect_whatever_is_lost_refused_doubled_or_overlapping(StoreType store, int rounds) =>
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
        var options = new SessionOptions { MaxDebts = 5 };
        await using var host = new SessionsHost(store) { Time = clock, Faults = faults, Seed = seed };
        host.Settings["Sessions:MaxDebts"] = $"{options.MaxDebts}";
        host.Settings["Ai:Satisfaction"] = "true";
        host.Settings["Ai:Timeout"] = "30.00:00:00";
        await host.StartAsync();
        var uses = Enumerable.Range(0, Sessions)
            .Select(i => new RandomUse(host, new SessionModel(i % 2 == 0 ? $"s{i}" : $"会话 {i}", options), clock, new Random(seed + i)))
            .ToList();

        for (var round = 0; round < rounds; round++)
        {
            await Task.WhenAll(uses.Select(async use =>
            {
                for (var step = 0; step < 10; step++)
                {
                    await use.StepAsync();
                }
            }));

            var numbers = new HashSet<long>();
            foreach (var use in uses)
            {
                Assert.All(await use.CompareAsync(), number => Assert.True(numbers.Add(number), $"Number {number} twice."));
            }

            clock.Advance(TimeSpan.FromMinutes(random.Next(20)));
            switch (random.Next(6))
            {
                case 0:
                    await host.DeactivateAsync();
                    break;
                case 1 when store != StoreType.InMemory:
                    await host.RestartAsync();
                    break;
            }
        }

        foreach (var use in uses)
        {
            await use.SettleDoubtsAsync();
            await use.CompareAsync();
        }
    }
}
