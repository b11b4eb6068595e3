using System.Collections.Concurrent;
using System.Diagnostics;
using Dapr;
using Dapr.Workflow;
using Parley.Conformance.Workflows;

namespace Parley.SidecarWorkflows;

/// <summary>What goes over the wire, and what of it workflow code sees.</summary>
public sealed class WireTests : SidecarSuite
{
    [Fact]
    public async Task Every_call_carries_the_token()
    {
        Platform.Token = "secret";
        await StartAsync(Chain());

        Assert.Equal("01234", (await RunAsync("Chain")).ReadOutputAs<string>());
        Assert.True(await Client.PurgeInstanceAsync(await EndedAsync()));

        Assert.All(Hub.Calls, call => Assert.Equal("secret", call.Metadata["dapr-api-token"]));
    }

    [Fact]
    public async Task Without_the_token_that_the_sidecar_wants_nothing_runs_and_the_log_says_why()
    {
        Platform.Token = "secret";
        Platform.SentToken = "another";
        await StartAsync(Chain());

        var refused = await Assert.ThrowsAnyAsync<DaprException>(() => Client.ScheduleNewWorkflowAsync("Chain", input: ""));

        Assert.Contains("api token", refused.Message, StringComparison.Ordinal);
        await UntilAsync("the log says why", () => Task.FromResult(
            Platform.Logs.Text.Contains("api token mismatch", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_trace_reaches_the_sidecar_and_the_activity()
    {
        var seen = new TaskCompletionSource<string?>();
        await StartAsync(new Script()
            .Workflow("Traced", (context, input) => context.CallActivityAsync<string>("Look", input))
            .Activity("Look", text =>
            {
                seen.TrySetResult(Activity.Current?.TraceId.ToString());
                return text;
            }));

        using var span = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        span.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        var id = await Client.ScheduleNewWorkflowAsync("Traced", input: "");
        await EndAsync(id);

        Assert.Equal(span.TraceId.ToString(), await SoonAsync("the activity runs", seen.Task));
        var started = Hub.Calls.Single(call => call.Method == "StartInstance").Metadata;
        var binary = Convert.FromBase64String(started["grpc-trace-bin"] + "=");
        Assert.Equal(span.Id, started["traceparent"]);
        Assert.Equal(29, binary.Length);
        Assert.Equal($"0000{span.TraceId}01{span.SpanId}0201", Convert.ToHexStringLower(binary));
    }

    [Fact]
    public async Task Histories_that_must_be_asked_for_are_asked_for()
    {
        Misbehaviour.StreamsHistory = true;
        await StartAsync(Chain());
        Misbehaviour.RefuseNext("GetInstanceHistory", 2, 14);

        Assert.Equal("01234", (await RunAsync("Chain")).ReadOutputAs<string>());
        Assert.True(Count("GetInstanceHistory") >= 5 + 2, "It was not asked for at every turn.");
    }

    [Fact]
    public async Task Large_inputs_cross_up_to_the_limit_of_a_history()
    {
        await StartAsync(Chain(1).Workflow("Length", (_, input) => Task.FromResult($"{input.Length}")));

        var large = await RunAsync("Length", new string('x', 200_000));
        var tooLarge = await RunAsync("Length", new string('x', 300_000));

        Assert.Equal("200000", large.ReadOutputAs<string>());
        Assert.Equal("WorkflowTooLarge", tooLarge.FailureDetails?.ErrorType);
    }

    [Fact]
    public async Task A_result_that_no_sidecar_would_take_fails_its_activity()
    {
        await StartAsync(new Script()
            .Workflow("Large", (context, _) => context.CallActivityAsync<string>("Blow"))
            .Activity("Blow", _ => new string('x', 3 * 1024 * 1024)));

        var state = await RunAsync("Large");

        Assert.Contains("2097152 is the most", state.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_replay_sees_the_same_times_and_knows_that_it_replays()
    {
        var seen = new ConcurrentQueue<(int Step, DateTime Time, bool Replaying)>();
        await StartAsync(new Script()
            .Workflow("Clock", async (context, _) =>
            {
                for (var step = 0; step < 3; step++)
                {
                    seen.Enqueue((step, context.CurrentUtcDateTime, context.IsReplaying));
                    await context.CreateTimer(TimeSpan.FromMilliseconds(5));
                }

                return "over";
            }));

        await RunAsync("Clock");

        Assert.All(seen.GroupBy(one => one.Step), step => Assert.Single(step.Select(one => one.Time).Distinct()));
        Assert.All(seen.GroupBy(one => one.Step), step => Assert.Single(step, one => !one.Replaying));
    }

    [Fact]
    public async Task A_suspended_instance_runs_no_code_until_it_is_resumed()
    {
        var steps = 0;
        var release = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartAsync(new Script()
            .Workflow("Held", async (context, _) =>
            {
                await context.CallActivityAsync<string>("Hold");
                Interlocked.Increment(ref steps);
                return await context.CallActivityAsync<string>("Echo", "resumed");
            })
            .Activity("Hold", (_, _) => release.Task)
            .Activity("Echo", text => text));
        var id = await Client.ScheduleNewWorkflowAsync("Held", input: "");

        var before = Hub.Events(id);
        Hub.Suspend(id);
        await UntilAsync("the suspension is committed", () => Task.FromResult(Hub.Events(id) == before + 2));
        release.SetResult("");
        await UntilAsync("the result is committed", () => Task.FromResult(Hub.Events(id) == before + 4));
        Assert.Equal(0, Volatile.Read(ref steps));
        Hub.Resume(id);

        Assert.Equal("resumed", (await EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_suspended_instance_can_be_terminated()
    {
        await StartAsync(new Script().Workflow("Nap", async (context, _) =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1));
            return "woke";
        }));
        var id = await Client.ScheduleNewWorkflowAsync("Nap", input: "");
        Hub.Suspend(id);

        await Client.TerminateWorkflowAsync(id);

        Assert.Equal(WorkflowRuntimeStatus.Terminated, (await EndAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task A_repeated_activity_keeps_the_key_of_its_schedule_and_of_the_embedded_runtime()
    {
        var keys = new ConcurrentQueue<string>();
        await StartAsync(new Script()
            .Workflow("Keyed", (context, _) => context.CallActivityAsync<string>("Key"))
            .Activity("Key", (context, _) =>
            {
                keys.Enqueue(context.TaskExecutionKey);
                return Task.FromResult("");
            }));

        await EndAsync(await Client.ScheduleNewWorkflowAsync("Keyed", "session-1", ""));

        Assert.Equal(["a497a413e5d84b56b6f81f00e620ef12"], keys);
    }

    private async Task<string> EndedAsync()
    {
        var id = await Client.ScheduleNewWorkflowAsync("Chain", input: "");
        await EndAsync(id);
        return id;
    }
}
