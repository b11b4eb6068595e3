using Dapr;
using Dapr.Workflow;
using Xunit;

namespace Parley.Conformance.Workflows;

/// <summary>What <see cref="DaprWorkflowClient"/> answers about an instance from its start to its purge.</summary>
public abstract class WorkflowLifecycle(Platform platform) : WorkflowSuite(platform)
{
    private readonly TaskCompletionSource<string> release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public sealed class InMemory() : WorkflowLifecycle(new InMemoryPlatform());

    public sealed class Sqlite() : WorkflowLifecycle(new SqlitePlatform());

    public sealed class Redis() : WorkflowLifecycle(new RedisPlatform());
    public sealed class PostgreSql() : WorkflowLifecycle(new PostgreSqlPlatform());

    private Script Held => new Script()
        .Workflow("Held", (context, _) => context.CallActivityAsync<string>("Hold"))
        .Workflow("Quick", (_, input) => Task.FromResult(input))
        .Activity("Hold", (_, _) => release.Task);

    [SkippableFact]
    public async Task A_scheduled_instance_is_running_until_it_ends()
    {
        await StartAsync(Held);

        var id = await Client.ScheduleNewWorkflowAsync("Held", "held-1");
        var running = await Client.GetWorkflowStateAsync(id);
        release.SetResult("over");
        var ended = await EndAsync(id);

        Assert.Equal("held-1", id);
        Assert.True(running is { Exists: true, IsWorkflowRunning: true, IsWorkflowCompleted: false, WorkflowName: "Held" });
        Assert.Null(running.ReadOutputAs<string>());
        Assert.True(ended is { IsWorkflowRunning: false, IsWorkflowCompleted: true });
        Assert.Equal("over", ended.ReadOutputAs<string>());
        Assert.True(ended.LastUpdatedAt >= ended.CreatedAt);
    }

    [SkippableFact]
    public async Task An_instance_that_never_was_does_not_exist_and_cannot_be_waited_for()
    {
        await StartAsync(Held);

        Assert.False((await Client.GetWorkflowStateAsync("nobody")).Exists);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Client.WaitForWorkflowCompletionAsync("nobody"));
        Assert.False(await Client.PurgeInstanceAsync("nobody"));
        await Client.TerminateWorkflowAsync("nobody");
    }

    [SkippableFact]
    public async Task An_id_is_taken_until_its_instance_is_purged()
    {
        await StartAsync(Held);
        await Client.ScheduleNewWorkflowAsync("Held", "same");

        await Assert.ThrowsAsync<DaprException>(() => Client.ScheduleNewWorkflowAsync("Held", "same"));
        release.SetResult("over");
        await EndAsync("same");
        var refused = await Assert.ThrowsAsync<DaprException>(() => Client.ScheduleNewWorkflowAsync("Quick", "same", "second"));
        Assert.Contains("purged", refused.Message, StringComparison.Ordinal);
        Assert.True(await Client.PurgeInstanceAsync("same"));

        await Client.ScheduleNewWorkflowAsync("Quick", "same", "second");
        Assert.Equal("second", (await EndAsync("same")).ReadOutputAs<string>());
    }

    [SkippableFact]
    public async Task Of_many_that_schedule_one_id_one_wins()
    {
        await StartAsync(Held);

        var tries = Enumerable.Range(0, 50).Select(n => Client.ScheduleNewWorkflowAsync("Quick", "one", $"{n}")).ToList();
        await Task.WhenAll(tries).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.Equal(1, tries.Count(one => one.IsCompletedSuccessfully));
        Assert.All(tries.Where(one => one.IsFaulted), one => Assert.IsType<DaprException>(one.Exception!.InnerException));
        Assert.True((await EndAsync("one")).IsWorkflowCompleted);
    }

    [SkippableFact]
    public async Task A_terminated_instance_ends_and_late_results_change_nothing()
    {
        await StartAsync(Held);
        var id = await Client.ScheduleNewWorkflowAsync("Held");
        var waiting = EndAsync(id);

        await Client.TerminateWorkflowAsync(id);
        Assert.Equal(WorkflowRuntimeStatus.Terminated, (await waiting).RuntimeStatus);
        release.SetResult("late");
        await Client.TerminateWorkflowAsync(id);

        var state = await Client.GetWorkflowStateAsync(id);
        Assert.Equal(WorkflowRuntimeStatus.Terminated, state.RuntimeStatus);
        Assert.Null(state.ReadOutputAs<string>());
    }

    [SkippableFact]
    public async Task A_terminated_instance_starts_no_activity_that_still_waits()
    {
        SkipBesideASidecar("A sidecar has sent what waits, and does not take it back.");
        var ran = 0;
        await StartAsync(new Script()
            .Workflow("Wide", async (context, _) => string.Concat(
                await Task.WhenAll(Enumerable.Range(0, 150).Select(_ => context.CallActivityAsync<string>("Hold")))))
            .Workflow("Next", (context, _) => context.CallActivityAsync<string>("Echo"))
            .Activity("Echo", text => text)
            .Activity("Hold", (_, _) =>
            {
                Interlocked.Increment(ref ran);
                return release.Task;
            }));

        var id = await Client.ScheduleNewWorkflowAsync("Wide");
        await UntilAsync("100 activities run", () => Task.FromResult(Volatile.Read(ref ran) == 100));
        await Client.TerminateWorkflowAsync(id);
        release.SetResult("");
        await RunAsync("Next");

        Assert.Equal(100, ran);
    }

    [SkippableFact]
    public async Task A_purged_instance_is_gone()
    {
        await StartAsync(Held);
        var state = await RunAsync("Quick", "x");
        Assert.True(state.Exists);
        var id = await Client.ScheduleNewWorkflowAsync("Quick", "purged", "x");
        await EndAsync(id);

        Assert.True(await Client.PurgeInstanceAsync(id));

        Assert.False((await Client.GetWorkflowStateAsync(id)).Exists);
        Assert.False(await Client.PurgeInstanceAsync(id));
    }

    [SkippableFact]
    public async Task A_running_instance_is_not_purged()
    {
        await StartAsync(Held);
        var id = await Client.ScheduleNewWorkflowAsync("Held");

        Assert.False(await Client.PurgeInstanceAsync(id));

        release.SetResult("over");
        Assert.Equal("over", (await EndAsync(id)).ReadOutputAs<string>());
    }

    [SkippableFact]
    public async Task Ended_instances_are_purged_after_their_retention()
    {
        await StartAsync(Held, retention: "00:00:00.010");
        var ids = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => Client.ScheduleNewWorkflowAsync("Quick", input: "x")));
        var running = await Client.ScheduleNewWorkflowAsync("Held");

        await UntilAsync("all ended instances are purged", async () =>
            !(await Task.WhenAll(ids.Select(id => Client.GetWorkflowStateAsync(id)))).Any(state => state.Exists));

        Assert.True((await Client.GetWorkflowStateAsync(running)).IsWorkflowRunning);
        release.SetResult("over");
    }

    [SkippableFact]
    public async Task Ended_instances_are_kept_for_five_minutes_or_seven_days()
    {
        SkipBesideASidecar("A sidecar keeps failed instances as its own configuration says.");
        var time = new ManualTime();
        await StartAsync(Held.Workflow("Fail", (_, _) => throw new TimeoutException("x")), time);
        var completed = await Client.ScheduleNewWorkflowAsync("Quick", input: "x");
        var failed = await Client.ScheduleNewWorkflowAsync("Fail", input: "x");

        time.Advance(TimeSpan.FromMinutes(4));
        Assert.True((await Client.GetWorkflowStateAsync(completed)).Exists);
        time.Advance(TimeSpan.FromMinutes(2));
        await UntilAsync("the completed one is purged", async () => !(await Client.GetWorkflowStateAsync(completed)).Exists);
        Assert.True((await Client.GetWorkflowStateAsync(failed)).Exists);
        await UntilAsync("the failed one is purged", async () =>
        {
            time.Advance(TimeSpan.FromDays(1));
            return !(await Client.GetWorkflowStateAsync(failed)).Exists;
        });
    }
}
