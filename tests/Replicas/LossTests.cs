using Parley.Crash.Tests;
using Parley.Hosting;
using Xunit;
using Xunit.Abstractions;

namespace Parley.Replicas.Tests;

/// <summary>Everything that clients do at once, while replicas die, actors move, and placement goes away.</summary>
public sealed class LossTests(ITestOutputHelper output)
{
    // Replies that take a while, so that whatever happens comes in the middle of them.
    private static readonly (string, string)[] Settings =
    [
        ("Ai__Offline__Delay", "00:00:00.100"),
        ("Sessions__ReminderPeriod", "00:00:02"),
    ];

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    [Fact]
    public Task A_replica_that_is_killed_loses_nothing_and_the_other_goes_on() => RunAsync(async (replicas, load, random) =>
    {
        await replicas.KillAsync(replicas.First, () => RefusedAsync(load));
        await MoreAsync(load, random.Next(50, 150));
        await replicas.StartAgainAsync(replicas.First);
        await MoreAsync(load, random.Next(50, 150));

        // With the sidecar, as when a whole pod goes.
        await replicas.KillAsync(replicas.Second, () => Task.CompletedTask);
        await replicas.Second.Sidecar.DisposeAsync();
        await MoreAsync(load, random.Next(50, 150));
    });

    [Fact]
    public Task Replicas_that_are_restarted_one_after_the_other_lose_nothing() => RunAsync(async (replicas, load, random) =>
    {
        foreach (var replica in (Replica[])[replicas.First, replicas.Second])
        {
            await replicas.StopAsync(replica);
            await MoreAsync(load, random.Next(20, 80));
            await replicas.StartAgainAsync(replica);
            await MoreAsync(load, random.Next(20, 80));
        }
    });

    [Fact]
    public Task Actors_that_move_while_clients_write_lose_and_repeat_nothing() => RunAsync(async (replicas, load, random) =>
    {
        for (var moves = 0; moves < 6; moves++)
        {
            var before = load.SessionIds.Where(replicas.First.HoldsSession).ToList();
            await replicas.Placement.RebalanceAsync();
            Assert.NotEqual(before, load.SessionIds.Where(replicas.First.HoldsSession));
            await MoreAsync(load, random.Next(20, 80));
        }
    });

    [Fact]
    public Task A_replica_without_its_sidecar_loses_nothing_and_serves_again_when_there_is_one() => RunAsync(async (replicas, load, random) =>
    {
        await replicas.Second.WithoutSidecarAsync(replicas.First.Sidecar, async () =>
        {
            await RefusedAsync(load);
            await Eventually.TrueAsync(async () => !await IsReadyAsync(replicas.Second), "the replica is unready", Deadline, replicas.Output);
            await Eventually.TrueAsync(async () => await IsReadyAsync(replicas.First), "the other replica is ready", Deadline, replicas.Output);
        });
        await Eventually.TrueAsync(async () => await IsReadyAsync(replicas.Second), "the replica is ready", Deadline, replicas.Output);
        await MoreAsync(load, random.Next(50, 150));
    });

    [Fact]
    public Task An_outage_of_placement_loses_nothing_and_ends_without_a_restart() => RunAsync(async (replicas, load, random) =>
    {
        replicas.Placement.Stop();
        await Eventually.TrueAsync(
            async () => !await IsReadyAsync(replicas.First) && !await IsReadyAsync(replicas.Second), "both replicas are unready", Deadline, replicas.Output);
        replicas.Placement.Resume();
        await Eventually.TrueAsync(
            async () => await IsReadyAsync(replicas.First) && await IsReadyAsync(replicas.Second), "both replicas are ready", Deadline, replicas.Output);
        await MoreAsync(load, random.Next(50, 150));
    });

    private static async Task<bool> IsReadyAsync(Replica replica)
    {
        using var answer = await replica.Host.Client.GetAsync(replica.Host.At("/readyz"));
        return answer.IsSuccessStatusCode;
    }

    private static Task RefusedAsync(Load load)
    {
        var before = load.Ledger.Refused;
        return Eventually.TrueAsync(() => Task.FromResult(load.Ledger.Refused > before), "something is answered 503", Deadline);
    }

    private static Task MoreAsync(Load load, int count)
    {
        var wanted = load.Ledger.Acknowledged.Count + count;
        return Eventually.TrueAsync(
            () => Task.FromResult(load.Ledger.Acknowledged.Count >= wanted),
            $"{count} more messages are acknowledged",
            Deadline,
            () => $"{load.Ledger.Acknowledged.Count} are; {string.Join('\n', load.Ledger.Problems)}");
    }

    private async Task RunAsync(Func<TwoReplicas, Load, Random, Task> disturb)
    {
        var seed = Seed.Next();
        output.WriteLine($"Seed {seed}.");
        var random = new Random(seed);
        await using var replicas = await TwoReplicas.StartAsync(Settings);
        await using var load = await Load.StartAsync(replicas.Next, seed);
        await MoreAsync(load, random.Next(20, 100));

        await disturb(replicas, load, random);

        await load.FinishAsync();
        var host = replicas.Next();
        var audit = new Audit(host, load.Ledger);
        await audit.CheckAsync(load.SessionIds, load.Sockets);
        await new CatalogAudit(host, load.Ledger).CheckAsync(audit.Transcripts, load.Stream);

        output.WriteLine(
            $"{load.Ledger.Acknowledged.Count} acknowledged, {load.Ledger.Unanswered} unanswered, {load.Ledger.Refused} answered 503; "
            + $"{audit.Messages} messages, {audit.Replies} replies, {audit.Failures} failures; "
            + $"sockets connected {load.Sockets.Sum(socket => socket.Connects)} times, the stream {load.Stream.Connects} times");
        Assert.True(audit.Problems.Count == 0, $"Seed {seed}, {audit.Problems.Count} problems:\n{string.Join('\n', audit.Problems.Take(20))}\n{replicas.Output()}");
    }
}
