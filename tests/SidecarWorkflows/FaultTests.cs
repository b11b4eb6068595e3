using System.Collections.Concurrent;
using Dapr;
using Dapr.Workflow;
using Parley.Conformance.Workflows;

namespace Parley.SidecarWorkflows;

/// <summary>A sidecar that fails, forgets and repeats.</summary>
public sealed class FaultTests : SidecarSuite
{
    private const int Unavailable = 14;
    private const int Unknown = 2;
    private const int DeadlineExceeded = 4;

    [Theory]
    [InlineData("CompleteOrchestratorTask", Unavailable)]
    [InlineData("CompleteOrchestratorTask", Unknown)]
    [InlineData("CompleteActivityTask", Unavailable)]
    [InlineData("CompleteActivityTask", DeadlineExceeded)]
    public async Task A_completion_that_is_refused_is_handed_over_again(string method, int status)
    {
        await StartAsync(Chain());
        Misbehaviour.RefuseNext(method, 3, status);

        var state = await RunAsync("Chain");

        Assert.Equal("01234", state.ReadOutputAs<string>());
        Assert.True(Count(method) >= 5 + 3, $"{method} was called {Count(method)} times only.");
    }

    [Theory]
    [InlineData("CompleteOrchestratorTask")]
    [InlineData("CompleteActivityTask")]
    public async Task A_completion_whose_answer_is_lost_does_no_harm(string method)
    {
        await StartAsync(Chain());
        Misbehaviour.CutNext(method, 1);
        Misbehaviour.CutNextAnswer(method, 2);

        Assert.Equal("01234", (await RunAsync("Chain")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Work_items_that_come_twice_do_no_harm(bool tokens)
    {
        Misbehaviour.RepeatsItems = true;
        Misbehaviour.SendsTokens = tokens;
        await StartAsync(Chain(20));

        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Client.ScheduleNewWorkflowAsync("Chain", input: "")));

        foreach (var state in await Task.WhenAll(ids.Select(EndAsync)))
        {
            Assert.Equal("012345678910121416182022242628", state.ReadOutputAs<string>());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_activity_that_runs_while_the_stream_breaks_is_not_run_again(bool tokens)
    {
        Misbehaviour.SendsTokens = tokens;
        var runs = 0;
        var release = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartAsync(new Script()
            .Workflow("Slow", (context, _) => context.CallActivityAsync<string>("Hold"))
            .Activity("Hold", (_, _) =>
            {
                Interlocked.Increment(ref runs);
                return release.Task;
            }));
        var id = await Client.ScheduleNewWorkflowAsync("Slow", input: "");
        await UntilAsync("the activity runs", () => Task.FromResult(Volatile.Read(ref runs) == 1));

        Misbehaviour.CutStreams();
        await UntilAsync("a new stream is open", () => Task.FromResult(Count("GetWorkItems") == 2));
        release.SetResult("once");

        Assert.Equal("once", (await EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_sidecar_that_goes_and_comes_again_is_found_again()
    {
        var release = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartAsync(new Script()
            .Workflow("Slow", async (context, input) => await context.CallActivityAsync<string>("Hold") + input)
            .Activity("Hold", (_, _) => release.Task));
        var id = await Client.ScheduleNewWorkflowAsync("Slow", input: "!");
        var waiting = EndAsync(id);

        await Platform.StopSidecarAsync();
        await Assert.ThrowsAnyAsync<DaprException>(() => Client.GetWorkflowStateAsync(id));
        await Assert.ThrowsAnyAsync<DaprException>(() => Client.ScheduleNewWorkflowAsync("Slow", input: ""));
        release.SetResult("back");
        await Platform.StartSidecarAsync();

        Assert.Equal("back!", (await waiting).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_wait_that_runs_out_of_time_is_asked_anew()
    {
        var release = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartAsync(new Script()
            .Workflow("Slow", (context, _) => context.CallActivityAsync<string>("Hold"))
            .Activity("Hold", (_, _) => release.Task));
        var id = await Client.ScheduleNewWorkflowAsync("Slow", input: "");
        Misbehaviour.RefuseNext("WaitForInstanceCompletion", 1, DeadlineExceeded);
        Misbehaviour.RefuseNext("WaitForInstanceCompletion", 1, Unavailable);

        var waiting = EndAsync(id);
        await UntilAsync("the wait is asked anew", () => Task.FromResult(Count("WaitForInstanceCompletion") >= 3));
        release.SetResult("over");

        Assert.Equal("over", (await waiting).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_call_that_is_refused_says_so_in_the_sidecars_words()
    {
        await StartAsync(Chain());
        Misbehaviour.RefuseNext("StartInstance", 1, 9);

        var refused = await Assert.ThrowsAsync<DaprException>(() => Client.ScheduleNewWorkflowAsync("Chain", input: ""));

        Assert.Contains("FailedPrecondition", refused.Message, StringComparison.Ordinal);
        Assert.Contains("refused as told: 拒绝 100%", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_whose_answer_is_lost_has_started()
    {
        await StartAsync(Chain());
        Misbehaviour.CutNextAnswer("StartInstance", 1);

        await Assert.ThrowsAsync<DaprException>(() => Client.ScheduleNewWorkflowAsync("Chain", "lost", ""));

        Assert.Equal("01234", (await EndAsync("lost")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_instance_that_the_sidecar_forgot_to_start_runs_when_it_is_scheduled_again()
    {
        await StartAsync(Chain());
        Misbehaviour.ForgetsStarts = true;
        await Assert.ThrowsAnyAsync<DaprException>(() => Client.ScheduleNewWorkflowAsync("Chain", "forgotten", ""));
        Misbehaviour.ForgetsStarts = false;

        await Assert.ThrowsAnyAsync<DaprException>(() => Client.ScheduleNewWorkflowAsync("Chain", "forgotten", ""));

        Assert.Equal("01234", (await EndAsync("forgotten")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Completed_instances_are_found_and_purged_however_often_the_sidecar_refuses_first_and_failed_ones_are_left_to_it()
    {
        var time = new ManualTime();
        var script = Chain().Workflow("Fail", (_, _) => throw new TimeoutException("x"));
        await StartAsync(script, time);
        await EndAsync(await Client.ScheduleNewWorkflowAsync("Chain", "completed", ""));
        await EndAsync(await Client.ScheduleNewWorkflowAsync("Fail", "failed", ""));
        await StopAsync();

        Misbehaviour.RefuseNext("ListInstanceIDs", 2, Unknown);
        Misbehaviour.RefuseNext("PurgeInstances", 1, Unavailable);
        Misbehaviour.RefuseNext("PurgeInstances", 1, Unknown);
        await StartAsync(script, time);
        await UntilAsync("the completed one is purged while the clock moves", async () =>
        {
            time.Advance(TimeSpan.FromMinutes(1));
            return !(await Client.GetWorkflowStateAsync("completed")).Exists;
        });

        Assert.True((await Client.GetWorkflowStateAsync("failed")).Exists);
        Assert.Equal(3, Count("PurgeInstances"));
    }

    [Fact]
    public async Task A_slow_sidecar_changes_no_result()
    {
        Misbehaviour.Delay = TimeSpan.FromMilliseconds(30);
        await StartAsync(Chain());

        Assert.Equal("01234", (await RunAsync("Chain")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Faults_of_every_kind_change_no_result_of_random_programs()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PARLEY_SEED"), out var given) ? given : Random.Shared.Next(100_000);
        var random = new Random(seed);
        var tries = new ConcurrentDictionary<string, int>();
        await StartAsync(new Script()
            .Workflow("Program", RandomProgram.RunAsync)
            .Activity("Echo", label => label)
            .Activity("Flaky", (context, label) =>
                tries.AddOrUpdate($"{context.InstanceId} {label}", 1, (_, before) => before + 1) <= label[^1] - '0'
                    ? throw new TimeoutException("not yet")
                    : Task.FromResult(label)));
        Misbehaviour.SendsTokens = true;
        await ScheduleAsync("calm", seed);
        var calm = await ResultsAsync("calm");

        Misbehaviour.RepeatsItems = true;
        await ScheduleAsync("shaken", seed);
        for (var fault = 0; fault < 10; fault++)
        {
            Misbehaviour.StreamsHistory = random.Next(2) == 0;
            var method = random.Next(2) == 0 ? "CompleteActivityTask" : "CompleteOrchestratorTask";
            Misbehaviour.RefuseNext(method, random.Next(3), Unavailable);
            Misbehaviour.CutNextAnswer(method, random.Next(3));
            var before = Hub.Calls.Count;
            await UntilAsync($"something happens (seed {seed})", async () => Hub.Calls.Count > before + 30 || await HaveEndedAsync("shaken"));
            Misbehaviour.CutStreams();
        }

        var shaken = await ResultsAsync("shaken");

        Assert.True(calm.SequenceEqual(shaken), $"Seed {seed}:\n{string.Join('\n', calm.Zip(shaken).Where(pair => pair.First != pair.Second))}");
        Assert.All(calm, one => Assert.StartsWith("Completed", one, StringComparison.Ordinal));
    }

    private Task<string[]> ScheduleAsync(string prefix, int seed) => Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
        Client.ScheduleNewWorkflowAsync("Program", $"{prefix}-{n}", $"{seed * 20 + n}")));

    private async Task<string[]> ResultsAsync(string prefix)
    {
        var states = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => EndAsync($"{prefix}-{n}")));
        return [.. states.Select(state => $"{state.RuntimeStatus} {state.ReadOutputAs<string>()} {state.FailureDetails?.ErrorMessage}")];
    }

    private async Task<bool> HaveEndedAsync(string prefix)
    {
        var states = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Client.GetWorkflowStateAsync($"{prefix}-{n}")));
        return states.All(state => state.IsWorkflowCompleted);
    }
}
