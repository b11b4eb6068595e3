using System.Diagnostics;
using Parley.Conformance;
using Parley.Hosting;
using Parley.Hosting.Sidecars;
using Xunit;
using Xunit.Abstractions;

namespace Parley.Crash.Tests;

[Trait("Category", "Crash")]
public sealed class CrashTests(ITestOutputHelper output)
{
    // Replies that take a while, so that ends come in the middle of them.
    private static readonly (string, string)[] Settings =
    [
        ("Ai__Offline__Delay", "00:00:00.100"),
        ("Sessions__ReminderPeriod", "00:00:02"),
    ];

    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(20);

    /// <summary>1 is the long form; any other number is a number of kills.</summary>
    private static int Kills => Environment.GetEnvironmentVariable("PARLEY_SOAK") switch
    {
        null or "" => 20,
        "1" => 300,
        var kills => int.Parse(kills),
    };

    [Fact]
    public Task Whatever_is_killed_when_every_message_that_was_taken_is_there_once_with_one_reply_or_one_failure() =>
        RunAsync(Settings, Kills, async (lives, random) =>
        {
            await lives.KillAsync();
            while (random.Next(4) == 0)
            {
                await lives.KillWhileStartingAsync(TimeSpan.FromMilliseconds(random.Next(1500)));
            }
        });

    [Fact]
    public Task A_service_that_is_stopped_ends_in_time_and_keeps_what_it_took() =>
        RunAsync(Settings, 5, (lives, _) => lives.StopAsync(StopDeadline));

    [SkippableFact]
    public async Task A_service_that_is_killed_on_the_redis_components_keeps_what_it_took()
    {
        Skip.If(ParleyHost.DefaultMode == DaprMode.StandIn, "The stand-in takes its components' secrets from the environment of the tests.");
        await using var redis = await RedisServer.StartNewAsync();
        await RunAsync([.. Settings, .. OnRedis(redis)], 4, (lives, _) => lives.KillAsync());
    }

    [SkippableFact]
    public async Task A_service_that_is_killed_on_the_postgres_components_keeps_what_it_took()
    {
        Skip.If(ParleyHost.DefaultMode == DaprMode.StandIn, "The stand-in takes its components' secrets from the environment of the tests.");
        await using var postgres = await PostgreSqlServer.StartNewAsync();
        await RunAsync([.. Settings, .. On("postgres", ("PARLEY_POSTGRES", postgres.ConnectionString))], 4, (lives, _) => lives.KillAsync());
    }

    [SkippableFact]
    [Trait("Dapr", "embedded")]
    public async Task A_second_service_on_the_redis_components_says_who_has_them_and_exits_1()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var host = await ParleyHost.StartAsync(OnRedis(redis));

        using var second = host.Launch();
        await second.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, second.ExitCode);
        Assert.Contains($"it belongs to process {host.ProcessId} on ", host.Output, StringComparison.Ordinal);
    }

    private static (string, string)[] OnRedis(RedisServer server) => On("redis", ("REDIS_HOST", $"127.0.0.1:{server.Port}"), ("REDIS_PASSWORD", ""));

    private static (string, string)[] On(string set, params (string, string)[] secrets) =>
        [("Dapr__ResourcesPath", Path.Combine(ParleyHost.RepositoryRoot(), "components", set)), .. secrets];

    private async Task RunAsync((string, string)[] settings, int rounds, Func<Lives, Random, Task> end)
    {
        var seed = Seed.Next();
        output.WriteLine($"Seed {seed}.");
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();

        await using var host = await ParleyHost.StartAsync(settings);
        await using var load = await Load.StartAsync(host, seed);
        var lives = new Lives(host);
        for (var round = 0; round < rounds; round++)
        {
            await Task.Delay(random.Next(700));
            await end(lives, random);
            await lives.StartAgainAsync();
        }

        await load.FinishAsync();
        var audit = new Audit(host, load.Ledger);
        await audit.CheckAsync(load.SessionIds, load.Sockets);
        await new CatalogAudit(host, load.Ledger).CheckAsync(audit.Transcripts, load.Stream);
        lives.Look();

        output.WriteLine(
            $"{load.Ledger.Acknowledged.Count} acknowledged, {load.Ledger.Unanswered} unanswered, {load.Ledger.Refused} answered 503; "
            + $"{audit.Messages} messages, {audit.Replies} replies, {audit.Failures} failures; "
            + $"sockets connected {load.Sockets.Sum(socket => socket.Connects)} times, the stream {load.Stream.Connects} times and saw {load.Stream.Seen.Count} events; {watch.Elapsed.TotalSeconds:0} s");
        output.WriteLine(lives.ToString());
        Assert.True(audit.Problems.Count == 0, $"Seed {seed}, {audit.Problems.Count} problems:\n{string.Join('\n', audit.Problems.Take(20))}");
        Assert.True(lives.Errors.Length == 0, $"Seed {seed}, the service printed:\n{lives.Errors}");
    }
}
