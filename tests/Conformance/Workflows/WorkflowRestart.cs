using System.Collections.Concurrent;
using Dapr.Workflow;
using Xunit;

namespace Parley.Conformance.Workflows;

/// <summary>What outlives the process.</summary>
public abstract class WorkflowRestart(Platform platform) : WorkflowSuite(platform)
{
    private readonly ManualTime time = new();

    public sealed class Sqlite() : WorkflowRestart(new SqlitePlatform());

    public sealed class Redis() : WorkflowRestart(new RedisPlatform());
    public sealed class PostgreSql() : WorkflowRestart(new PostgreSqlPlatform());

    [SkippableFact]
    public async Task An_instance_that_ended_is_still_known()
    {
        var script = new Script().Workflow("Quick", (_, input) => Task.FromResult(input));
        await StartAsync(script);
        await Client.ScheduleNewWorkflowAsync("Quick", "ended", "x");

        await RestartAsync(script);

        Assert.Equal("x", (await EndAsync("ended")).ReadOutputAs<string>());
    }

    [SkippableFact]
    public async Task An_activity_that_was_half_done_runs_again_with_the_same_key()
    {
        var keys = new ConcurrentQueue<string>();
        var began = new TaskCompletionSource<string>();
        var never = new TaskCompletionSource<string>();
        var code = new Script()
            .Workflow("Two", async (context, input) =>
                await context.CallActivityAsync<string>("Work", await context.CallActivityAsync<string>("Echo", input)));
        await StartAsync(code.Activity("Echo", text => text).Activity("Work", (context, _) =>
        {
            keys.Enqueue(context.TaskExecutionKey);
            began.TrySetResult("");
            return never.Task;
        }));
        await Client.ScheduleNewWorkflowAsync("Two", "half", "x");
        await SoonAsync("the activity runs", began.Task);

        await RestartAsync(new Script().Workflow("Two", code.Workflows["Two"])
            .Activity("Echo", _ => throw new InvalidOperationException("Echo was done before the restart."))
            .Activity("Work", (context, text) =>
            {
                keys.Enqueue(context.TaskExecutionKey);
                return Task.FromResult($"{text} done");
            }));

        Assert.Equal("x done", (await EndAsync("half")).ReadOutputAs<string>());
        Assert.Equal(2, keys.Count);
        Assert.Single(keys.Distinct());
    }

    [SkippableFact]
    public async Task An_activity_that_the_stop_itself_breaks_is_not_a_failure()
    {
        var stopping = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var began = new TaskCompletionSource<string>();
        var code = new Script().Workflow("One", (context, input) => context.CallActivityAsync<string>("Work", input));
        await StartAsync(code.Activity("Work", (_, _) =>
        {
            began.TrySetResult("");
            return stopping.Task;
        }));
        await Client.ScheduleNewWorkflowAsync("One", "broken", "x");
        await SoonAsync("the activity runs", began.Task);

        var stopped = StopAsync();
        stopping.SetException(new TimeoutException("the connection was closed"));
        await stopped;
        await StartAsync(new Script().Workflow("One", code.Workflows["One"]).Activity("Work", text => $"{text} done"));

        Assert.Equal("x done", (await EndAsync("broken")).ReadOutputAs<string>());
    }

    [SkippableFact]
    public async Task A_timer_that_came_due_meanwhile_fires_at_start()
    {
        SkipBesideDaprd("Its clock is its own.");
        var script = new Script().Workflow("Nap", async (context, _) =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1));
            return "woke";
        });
        await StartAsync(script, time);
        await Client.ScheduleNewWorkflowAsync("Nap", "nap", "");

        await StopAsync();
        time.Advance(TimeSpan.FromHours(2));
        await StartAsync(script, time);

        Assert.Equal("woke", (await EndAsync("nap")).ReadOutputAs<string>());
    }

    [SkippableFact]
    public async Task Replayed_code_sees_the_same_times_and_knows_that_it_replays()
    {
        SkipBesideASidecar("A sidecar replays at every turn.");
        var seen = new ConcurrentQueue<(int Step, DateTime Time, bool Replaying)>();
        var script = new Script().Workflow("Clock", async (context, _) =>
        {
            for (var step = 0; step < 3; step++)
            {
                seen.Enqueue((step, context.CurrentUtcDateTime, context.IsReplaying));
                await context.CreateTimer(TimeSpan.FromHours(1));
            }

            return "over";
        });
        await StartAsync(script, time, "365.00:00:00");
        await Client.ScheduleNewWorkflowAsync("Clock", "clock", "");
        time.Advance(TimeSpan.FromHours(1));
        await UntilAsync("the second step is reached", () => Task.FromResult(seen.Count == 2));

        await RestartAsync(script, time, "365.00:00:00");
        await EndAsync("clock", time, TimeSpan.FromHours(1));

        Assert.Equal([(0, false), (1, false), (0, true), (1, true), (2, false)], seen.Select(one => (one.Step, one.Replaying)));
        Assert.All(seen.GroupBy(one => one.Step), step => Assert.Single(step.Select(one => one.Time).Distinct()));
    }

    [SkippableTheory]
    [InlineData("other activity", "history holds activity 'A', but the code asked for activity 'B'")]
    [InlineData("timer", "history holds activity 'A', but the code asked for a timer")]
    [InlineData("fewer", "history holds activity 'A', but the code asked for nothing")]
    [InlineData("more", "At step 1 history holds nothing, but the code asked for activity 'B'")]
    public async Task Code_that_changed_its_mind_fails_with_what_history_holds_and_what_it_asked(string change, string text)
    {
        var began = new TaskCompletionSource<string>();
        var held = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartAsync(Activities(began, held.Task)
            .Workflow("Fickle", (context, _) => context.CallActivityAsync<string>("A")));
        await Client.ScheduleNewWorkflowAsync("Fickle", "fickle");
        await SoonAsync("the activity runs", began.Task);
        var stopped = StopAsync();
        held.SetException(new TimeoutException("the application stops"));
        await stopped;

        await StartAsync(Activities(began, Task.FromResult("")).Workflow("Fickle", async (context, _) =>
        {
            switch (change)
            {
                case "other activity":
                    return await context.CallActivityAsync<string>("B");
                case "timer":
                    await context.CreateTimer(TimeSpan.FromHours(1));
                    return "";
                case "fewer":
                    return "";
                default:
                    return string.Concat(await Task.WhenAll(context.CallActivityAsync<string>("A"), context.CallActivityAsync<string>("B")));
            }
        }));
        var state = await EndAsync("fickle");

        Assert.Equal("NonDeterministicWorkflow", state.FailureDetails?.ErrorType);
        Assert.Contains(text, state.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_instance_whose_workflow_is_no_longer_registered_fails_clearly()
    {
        SkipBesideASidecar("A sidecar replays an instance when something happens to it, not at the start.");
        var script = new Script().Workflow("Nap", async (context, _) =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1));
            return "woke";
        });
        await StartAsync(script);
        await Client.ScheduleNewWorkflowAsync("Nap", "orphan", "");

        await RestartAsync(new Script());

        Assert.Equal("WorkflowNotFound", (await EndAsync("orphan")).FailureDetails?.ErrorType);
    }

    [SkippableFact]
    public async Task Retention_goes_on_after_a_restart()
    {
        var script = new Script().Workflow("Quick", (_, input) => Task.FromResult(input));
        await StartAsync(script);
        await Client.ScheduleNewWorkflowAsync("Quick", "old", "x");

        await RestartAsync(script, retention: "00:00:00.010");

        await UntilAsync("it is purged", async () => !(await Client.GetWorkflowStateAsync("old")).Exists);
    }

    [SkippableFact]
    public async Task A_stop_that_has_no_time_left_ends_without_an_error_and_what_runs_goes_on_with_the_next_start()
    {
        var began = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var result = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var script = Activities(began, result.Task).Workflow("Slow", (context, _) => context.CallActivityAsync<string>("A"));
        await StartAsync(script);
        var id = await Client.ScheduleNewWorkflowAsync("Slow", input: "");
        await SoonAsync("the activity runs", began.Task);

        await StopAsync(new CancellationToken(canceled: true));
        result.SetResult("done");
        await StartAsync(script);

        Assert.Equal("done", (await EndAsync(id)).ReadOutputAs<string>());
    }

    private static Script Activities(TaskCompletionSource<string> began, Task<string> result)
    {
        Task<string> Run(WorkflowActivityContext context, string input)
        {
            began.TrySetResult("");
            return result;
        }

        return new Script().Activity("A", Run).Activity("B", Run);
    }

    private async Task RestartAsync(Script script, TimeProvider? clock = null, string? retention = null)
    {
        await StopAsync();
        await StartAsync(script, clock, retention);
    }
}
