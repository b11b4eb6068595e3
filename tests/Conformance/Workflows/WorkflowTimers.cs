using Dapr.Workflow;
using Xunit;

namespace Parley.Conformance.Workflows;

/// <summary>Durable timers and retry policies, on a clock that the test moves.</summary>
public abstract class WorkflowTimers(Platform platform) : WorkflowSuite(platform)
{
    /// <summary>Longer than a test's clock runs on after an instance has ended.</summary>
    private const string Kept = "365.00:00:00";

    private readonly ManualTime time = new();

    public sealed class InMemory() : WorkflowTimers(new InMemoryPlatform());

    public sealed class Sqlite() : WorkflowTimers(new SqlitePlatform());

    public sealed class Redis() : WorkflowTimers(new RedisPlatform());
    public sealed class PostgreSql() : WorkflowTimers(new PostgreSqlPlatform());

    [SkippableFact]
    public async Task A_timer_holds_the_code_until_its_moment()
    {
        await StartAsync(
            new Script().Workflow("Nap", async (context, _) =>
            {
                var before = context.CurrentUtcDateTime;
                await context.CreateTimer(TimeSpan.FromHours(3));
                return $"{context.CurrentUtcDateTime - before}";
            }),
            time,
            Kept);

        var id = await Client.ScheduleNewWorkflowAsync("Nap", input: "");
        time.Advance(TimeSpan.FromHours(2));
        Assert.True((await Client.GetWorkflowStateAsync(id)).IsWorkflowRunning);
        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal("03:00:00", (await EndAsync(id)).ReadOutputAs<string>());
    }

    [SkippableFact]
    public async Task An_activity_beats_a_later_timer_and_the_timer_can_be_cancelled()
    {
        await StartAsync(
            new Script()
                .Workflow("Race", async (context, _) =>
                {
                    using var cancel = new CancellationTokenSource();
                    var timer = context.CreateTimer(TimeSpan.FromHours(1), cancel.Token);
                    var work = context.CallActivityAsync<string>("Echo", "work");
                    var first = await Task.WhenAny(timer, work);
                    Cancel(cancel);
                    return $"{first == work} {timer.IsCanceled}";
                })
                .Activity("Echo", text => text),
            time,
            Kept);

        Assert.Equal("True True", (await RunAsync("Race")).ReadOutputAs<string>());
    }

    [SkippableFact]
    public async Task A_timer_beats_an_activity_that_takes_longer()
    {
        var release = new TaskCompletionSource<string>();
        await StartAsync(
            new Script()
                .Workflow("Race", async (context, _) =>
                {
                    var work = context.CallActivityAsync<string>("Slow");
                    return await Task.WhenAny(context.CreateTimer(TimeSpan.FromMinutes(1)), work) == work ? "work" : "timer";
                })
                .Activity("Slow", (_, _) => release.Task),
            time,
            Kept);

        var id = await Client.ScheduleNewWorkflowAsync("Race", input: "");
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("timer", (await EndAsync(id)).ReadOutputAs<string>());
        release.SetResult("late");
    }

    [SkippableFact]
    public async Task A_timer_that_is_cancelled_throws_in_the_code()
    {
        await StartAsync(
            new Script().Workflow("Cancel", async (context, _) =>
            {
                using var cancel = new CancellationTokenSource();
                var timer = context.CreateTimer(TimeSpan.FromHours(1), cancel.Token);
                Cancel(cancel);
                try
                {
                    await timer;
                    return "fired";
                }
                catch (OperationCanceledException)
                {
                    return "cancelled";
                }
            }),
            time,
            Kept);

        Assert.Equal("cancelled", (await RunAsync("Cancel")).ReadOutputAs<string>());
    }

    [SkippableFact]
    public async Task A_retry_policy_tries_until_an_attempt_succeeds()
    {
        var keys = new List<string>();
        await StartAsync(Retrying(new WorkflowRetryPolicy(5, TimeSpan.FromHours(1), 2, TimeSpan.FromHours(3)), context =>
        {
            keys.Add(context.TaskExecutionKey);
            return keys.Count < 4 ? throw new TimeoutException("again") : "done";
        }), time, Kept);

        var began = time.GetUtcNow();
        var id = await Client.ScheduleNewWorkflowAsync("Retry", input: "");
        var state = await EndAsync(id, time, TimeSpan.FromMinutes(10));

        Assert.Equal("done", state.ReadOutputAs<string>());
        Assert.Equal(4, keys.Distinct().Count());
        Assert.True(time.GetUtcNow() - began >= TimeSpan.FromHours(1 + 2 + 3), $"It took {time.GetUtcNow() - began} only.");
    }

    [SkippableFact]
    public async Task A_retry_policy_gives_up_after_its_attempts()
    {
        var attempts = 0;
        await StartAsync(Retrying(new WorkflowRetryPolicy(3, TimeSpan.FromSeconds(1)), _ => throw new TimeoutException($"attempt {++attempts}")), time, Kept);

        var id = await Client.ScheduleNewWorkflowAsync("Retry", input: "");
        var state = await EndAsync(id, time, TimeSpan.FromSeconds(1));

        Assert.Equal("Task failed: attempt 3", state.FailureDetails!.ErrorMessage);
        Assert.Equal(3, attempts);
    }

    [SkippableFact]
    public async Task A_retry_policy_gives_up_after_its_time()
    {
        var attempts = 0;
        await StartAsync(
            Retrying(
                new WorkflowRetryPolicy(1000, TimeSpan.FromHours(1), retryTimeout: TimeSpan.FromHours(3)),
                _ => throw new TimeoutException($"attempt {++attempts}")),
            time,
            Kept);

        var id = await Client.ScheduleNewWorkflowAsync("Retry", input: "");
        var state = await EndAsync(id, time, TimeSpan.FromMinutes(30));

        Assert.Equal(WorkflowRuntimeStatus.Failed, state.RuntimeStatus);
        Assert.InRange(attempts, 2, 4);
    }

    /// <summary>CancelAsync would run the cancellation on another thread, outside of the turn.</summary>
    private static void Cancel(CancellationTokenSource source) => source.Cancel();

    private static Script Retrying(WorkflowRetryPolicy policy, Func<WorkflowActivityContext, string> attempt) => new Script()
        .Workflow("Retry", (context, _) => context.CallActivityAsync<string>("Try", options: new WorkflowTaskOptions(policy)))
        .Activity("Try", (context, _) => Task.FromResult(attempt(context)));
}
