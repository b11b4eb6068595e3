using System.Collections.Concurrent;
using Dapr.Workflow;
using Xunit;

namespace Parley.Conformance.Workflows;

/// <summary>Random programs give the same result, however often the process goes away under them.</summary>
public abstract class WorkflowReplay(Platform platform) : WorkflowSuite(platform)
{
    private const int Instances = 40;
    private readonly ConcurrentDictionary<string, int> tries = [];
    private int runs;

    public sealed class Sqlite() : WorkflowReplay(new SqlitePlatform());

    public sealed class Redis() : WorkflowReplay(new RedisPlatform());
    public sealed class PostgreSql() : WorkflowReplay(new PostgreSqlPlatform());

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(null)]
    public async Task Restarts_change_no_result(int? given)
    {
        var seed = given ?? Random.Shared.Next(1_000_000);
        var script = new Script()
            .Workflow("Program", RandomProgram.RunAsync)
            .Activity("Echo", (_, label) => CountedAsync(label))
            .Activity("Flaky", (context, label) =>
                tries.AddOrUpdate($"{context.InstanceId} {label}", 1, (_, before) => before + 1) <= label[^1] - '0'
                    ? throw new TimeoutException("not yet")
                    : CountedAsync(label));

        await StartAsync(script);
        await ScheduleAsync("calm", seed);
        var calm = await ResultsAsync("calm");

        await ScheduleAsync("shaken", seed);
        for (var restart = 0; restart < 5; restart++)
        {
            var ran = Volatile.Read(ref runs);
            await UntilAsync($"something runs (seed {seed})", async () => Volatile.Read(ref runs) > ran + 10 || await AllEndedAsync("shaken"));
            await StopAsync();
            await StartAsync(script);
        }

        var shaken = await ResultsAsync("shaken");

        Assert.True(calm.SequenceEqual(shaken), $"Seed {seed}:\n{string.Join('\n', calm.Zip(shaken).Where(pair => pair.First != pair.Second))}");
        Assert.All(calm, one => Assert.StartsWith("Completed", one, StringComparison.Ordinal));
    }

    private Task<string> CountedAsync(string label)
    {
        Interlocked.Increment(ref runs);
        return Task.FromResult(label);
    }

    private Task<string[]> ScheduleAsync(string prefix, int seed) => Task.WhenAll(Enumerable.Range(0, Instances).Select(n =>
        Client.ScheduleNewWorkflowAsync("Program", $"{prefix}-{n}", $"{seed * Instances + n}")));

    private async Task<string[]> ResultsAsync(string prefix)
    {
        var states = await Task.WhenAll(Enumerable.Range(0, Instances).Select(n => EndAsync($"{prefix}-{n}")));
        return [.. states.Select(state => $"{state.RuntimeStatus} {state.ReadOutputAs<string>()} {state.FailureDetails?.ErrorMessage}")];
    }

    private async Task<bool> AllEndedAsync(string prefix)
    {
        var states = await Task.WhenAll(Enumerable.Range(0, Instances).Select(n => Client.GetWorkflowStateAsync($"{prefix}-{n}")));
        return states.All(state => state.IsWorkflowCompleted);
    }
}
