using Parley.Conformance;
using Parley.Crash.Tests;
using Parley.Hosting;
using Parley.Hosting.Sidecars;
using Xunit;
using Xunit.Abstractions;

namespace Parley.Replicas.Tests;

/// <summary>Two replicas beside real sidecars, with placement and scheduler of their own, under load.</summary>
[Trait("Dapr", "daprd")]
public sealed class DaprdTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly List<IAsyncDisposable> owned = [];
    private ParleyHost[] hosts = [];
    private ParleyHost[] serving = [];
    private ControlPlane plane = null!;
    private int turn;

    public async Task InitializeAsync()
    {
        plane = await ControlPlane.StartNewAsync();
        owned.Add(plane);
    }

    public async Task DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }

        foreach (var one in owned)
        {
            await one.DisposeAsync();
        }
    }

    [SkippableTheory]
    [InlineData("redis")]
    [InlineData("postgres")]
    public Task Replicas_that_are_killed_with_and_without_their_sidecars_lose_nothing(string set) => RunAsync(set, async load =>
    {
        await KillAsync(hosts[0]);
        await MoreAsync(load, 50);
        await hosts[0].StartAgainAsync();
        serving = hosts;
        await MoreAsync(load, 50);

        await KillAsync(hosts[1]);
        await hosts[1].Sidecar!.KillAsync();
        await MoreAsync(load, 50);
    });

    [SkippableFact]
    public Task An_outage_of_placement_and_scheduler_loses_nothing_and_ends_without_a_restart() => RunAsync("redis", async load =>
    {
        await plane.StopPlacementAsync();
        await plane.StopSchedulerAsync();
        await Eventually.TrueAsync(async () => !await IsReadyAsync(hosts[0]) && !await IsReadyAsync(hosts[1]), "both replicas are unready", Deadline, Output);
        await plane.StartSchedulerAsync();
        await plane.StartPlacementAsync();
        await Eventually.TrueAsync(async () => await IsReadyAsync(hosts[0]) && await IsReadyAsync(hosts[1]), "both replicas are ready", Deadline, Output);
        await MoreAsync(load, 50);
    });

    private static async Task<bool> IsReadyAsync(ParleyHost host)
    {
        using var answer = await host.Client.GetAsync(host.At("/readyz"));
        return answer.IsSuccessStatusCode;
    }

    private ParleyHost Next() => serving is var now ? now[(uint)Interlocked.Increment(ref turn) % now.Length] : hosts[0];

    private async Task KillAsync(ParleyHost host)
    {
        serving = [.. serving.Where(one => one != host)];
        await host.KillAsync();
    }

    private Task MoreAsync(Load load, int count)
    {
        var wanted = load.Ledger.Acknowledged.Count + count;
        return Eventually.TrueAsync(
            () => Task.FromResult(load.Ledger.Acknowledged.Count >= wanted),
            $"{count} more messages are acknowledged",
            Deadline,
            () => $"{load.Ledger.Acknowledged.Count} are; {string.Join('\n', load.Ledger.Problems)}\n{Output()}");
    }

    private string Output() => string.Join('\n', hosts.Select(host => host.Output));

    private async Task RunAsync(string set, Func<Load, Task> disturb)
    {
        var seed = Seed.Next();
        output.WriteLine($"Seed {seed}.");
        var settings = await SecretsAsync(set);
        var common = $"n{Guid.NewGuid():n}";
        hosts = [.. Enumerable.Range(0, 2).Select(_ => ParleyHost.Prepare(
            (folder, components) => new Daprd(folder, components) { Namespace = common, Plane = plane, Environment = settings.ToDictionary() },
            [
                ("Dapr__ResourcesPath", Path.Combine(ParleyHost.RepositoryRoot(), "components", set)),
                ("Sessions__ReminderPeriod", "00:00:02"),
                .. settings.Select(setting => (setting.Key, setting.Value)),
            ]))];
        await Task.WhenAll(hosts.Select(host => host.StartAgainAsync()));
        serving = hosts;
        await using var load = await Load.StartAsync(Next, seed);
        await MoreAsync(load, 50);

        await disturb(load);

        await load.FinishAsync();
        var audit = new Audit(Next(), load.Ledger);
        await audit.CheckAsync(load.SessionIds, load.Sockets);
        await new CatalogAudit(Next(), load.Ledger).CheckAsync(audit.Transcripts, load.Stream);
        output.WriteLine(
            $"{load.Ledger.Acknowledged.Count} acknowledged, {load.Ledger.Unanswered} unanswered, {load.Ledger.Refused} answered 503; "
            + $"{audit.Messages} messages, {audit.Replies} replies, {audit.Failures} failures");
        Assert.True(audit.Problems.Count == 0, $"Seed {seed}, {audit.Problems.Count} problems:\n{string.Join('\n', audit.Problems.Take(20))}\n{Output()}");
    }

    private async Task<KeyValuePair<string, string>[]> SecretsAsync(string set)
    {
        if (set == "redis")
        {
            var redis = await RedisServer.StartNewAsync();
            owned.Add(redis);
            return [new("REDIS_HOST", $"127.0.0.1:{redis.Port}"), new("REDIS_PASSWORD", "")];
        }

        var postgres = await PostgreSqlServer.StartNewAsync();
        owned.Add(postgres);
        return [new("PARLEY_POSTGRES", postgres.ConnectionString)];
    }
}
