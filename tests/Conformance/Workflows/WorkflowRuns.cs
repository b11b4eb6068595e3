using System.Collections.Concurrent;
using Dapr.Workflow;
using Xunit;

namespace Parley.Conformance.Workflows;

/// <summary>What workflow code and its activities may rely on.</summary>
public abstract class WorkflowRuns(Platform platform) : WorkflowSuite(platform)
{
    public sealed class InMemory() : WorkflowRuns(new InMemoryPlatform());

    public sealed class Sqlite() : WorkflowRuns(new SqlitePlatform());

    public sealed class Redis() : WorkflowRuns(new RedisPlatform());
    public sealed class PostgreSql() : WorkflowRuns(new PostgreSqlPlatform());

    [SkippableFact]
    public async Task A_workflow_turns_its_input_into_its_output()
    {
        await StartAsync(new Script().Workflow("Greet", (_, name) => Task.FromResult($"hello {name}")));

        var state = await RunAsync("Greet", "你好");

        Assert.Equal(WorkflowRuntimeStatus.Completed, state.RuntimeStatus);
        Assert.Equal("Greet", state.WorkflowName);
        Assert.Equal("hello 你好", state.ReadOutputAs<string>());
    }

    [SkippableFact]
    public async Task Records_cross_to_activities_and_back()
    {
        await StartAsync(new Script(), also: options =>
        {
            options.RegisterWorkflow<OrderWorkflow>();
            options.RegisterActivity<PriceActivity>();
        });

        var state = await EndAsync(await Client.ScheduleNewWorkflowAsync(nameof(OrderWorkflow), input: new Order("茶", 3)));

        Assert.Equal(new Receipt("3 × 茶", 7.5m), state.ReadOutputAs<Receipt>());
    }

    [SkippableFact]
    public async Task Activities_run_one_after_another_when_awaited_so()
    {
        await StartAsync(new Script()
            .Workflow("Chain", async (context, input) =>
            {
                for (var step = 0; step < 5; step++)
                {
                    input = await context.CallActivityAsync<string>("Append", input);
                }

                return input;
            })
            .Activity("Append", text => $"{text}{text.Length}"));

        Assert.Equal("01234", (await RunAsync("Chain")).ReadOutputAs<string>());
    }

    [SkippableFact]
    public async Task WhenAll_gives_the_results_in_the_order_of_the_calls()
    {
        await StartAsync(new Script()
            .Workflow("Fan", async (context, _) => string.Concat(
                await Task.WhenAll(Enumerable.Range(0, 20).Select(n => context.CallActivityAsync<string>("Echo", $"{n};")))))
            .Activity("Echo", text => text));

        Assert.Equal(string.Concat(Enumerable.Range(0, 20).Select(n => $"{n};")), (await RunAsync("Fan")).ReadOutputAs<string>());
    }

    [SkippableFact]
    public async Task WhenAny_goes_on_with_the_first_result()
    {
        var never = new TaskCompletionSource<string>();
        await StartAsync(new Script()
            .Workflow("Race", async (context, _) => await await Task.WhenAny(
                context.CallActivityAsync<string>("Never"), context.CallActivityAsync<string>("Echo", "first")))
            .Activity("Never", (_, _) => never.Task)
            .Activity("Echo", text => text));

        Assert.Equal("first", (await RunAsync("Race")).ReadOutputAs<string>());
        never.SetResult("late");
    }

    [SkippableFact]
    public async Task A_failed_activity_throws_in_the_code_with_type_and_message()
    {
        await StartAsync(new Script()
            .Workflow("Catch", async (context, _) =>
            {
                try
                {
                    return await context.CallActivityAsync<string>("Fail");
                }
                catch (WorkflowTaskFailedException failure)
                {
                    return $"{failure.Message}|{failure.FailureDetails.ErrorType}|{failure.FailureDetails.ErrorMessage}";
                }
            })
            .Activity("Fail", _ => throw new TimeoutException("too slow")));

        Assert.Equal("Task failed: too slow|System.TimeoutException|too slow", (await RunAsync("Catch")).ReadOutputAs<string>());
    }

    [SkippableFact]
    public async Task A_failure_that_nobody_catches_fails_the_instance()
    {
        await StartAsync(new Script()
            .Workflow("Activity", (context, _) => context.CallActivityAsync<string>("Fail"))
            .Workflow("Code", (_, _) => throw new InvalidOperationException("no way"))
            .Activity("Fail", _ => throw new TimeoutException("too slow")));

        var activity = await RunAsync("Activity");
        var code = await RunAsync("Code");

        Assert.Equal(WorkflowRuntimeStatus.Failed, activity.RuntimeStatus);
        Assert.Equal(typeof(WorkflowTaskFailedException).FullName, activity.FailureDetails!.ErrorType);
        Assert.Equal("Task failed: too slow", activity.FailureDetails.ErrorMessage);
        Assert.Equal(typeof(InvalidOperationException).FullName, code.FailureDetails!.ErrorType);
        Assert.Equal("no way", code.FailureDetails.ErrorMessage);
    }

    [SkippableFact]
    public async Task An_unknown_name_fails_with_a_text_that_says_what_is_known()
    {
        await StartAsync(new Script()
            .Workflow("Lost", (context, _) => context.CallActivityAsync<string>("Nowhere"))
            .Activity("Somewhere", text => text));

        var workflow = await RunAsync("Missing");
        var activity = await RunAsync("Lost");

        Assert.Equal("WorkflowNotFound", workflow.FailureDetails!.ErrorType);
        Assert.Contains("Lost", workflow.FailureDetails.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("'Nowhere'", activity.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("Somewhere", activity.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Code_that_waits_for_something_else_fails_and_does_not_hang()
    {
        var outside = new TaskCompletionSource<string>();
        await StartAsync(new Script().Workflow("Outside", (_, _) => outside.Task));

        var state = await RunAsync("Outside");

        Assert.Equal("NonDeterministicWorkflow", state.FailureDetails!.ErrorType);
        Assert.Contains("not for a task of its context", state.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Code_that_goes_on_between_turns_fails()
    {
        var outside = new TaskCompletionSource();
        var release = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartAsync(new Script()
            .Workflow("Stray", async (context, _) =>
            {
                var activity = context.CallActivityAsync<string>("Wait");
                await Task.WhenAny(activity, outside.Task);
                return "strayed";
            })
            .Activity("Wait", (_, _) => release.Task));

        var id = await Client.ScheduleNewWorkflowAsync("Stray", input: "");
        outside.SetResult();
        release.SetResult("");
        var state = await EndAsync(id);

        Assert.Equal("NonDeterministicWorkflow", state.FailureDetails?.ErrorType);
    }

    [SkippableFact]
    public async Task Code_that_uses_its_context_on_another_thread_fails_and_does_not_hang()
    {
        var outside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartAsync(new Script().Workflow("Stray", async (context, _) =>
        {
            await Task.WhenAny(context.CreateTimer(TimeSpan.FromDays(1)), outside.Task);
            await context.CreateTimer(TimeSpan.FromDays(1));
            return "strayed";
        }));

        var id = await Client.ScheduleNewWorkflowAsync("Stray", input: "");
        outside.SetResult();
        var state = await EndAsync(id);

        Assert.Equal("NonDeterministicWorkflow", state.FailureDetails?.ErrorType);
    }

    [SkippableFact]
    public async Task At_most_a_hundred_activities_run_at_once()
    {
        int running = 0, most = 0;
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartAsync(new Script()
            .Workflow("Wide", async (context, _) => string.Concat(
                await Task.WhenAll(Enumerable.Range(0, 150).Select(_ => context.CallActivityAsync<string>("Hold", "x")))))
            .Activity("Hold", async (_, text) =>
            {
                var now = Interlocked.Increment(ref running);
                most = Math.Max(most, now);
                await release.Task;
                Interlocked.Decrement(ref running);
                return text;
            }));

        var id = await Client.ScheduleNewWorkflowAsync("Wide", input: "");
        await UntilAsync("100 activities run", () => Task.FromResult(Volatile.Read(ref running) == 100));
        release.SetResult();

        Assert.Equal(150, (await EndAsync(id)).ReadOutputAs<string>()!.Length);
        Assert.Equal(100, most);
    }

    [SkippableFact]
    public async Task A_thousand_instances_run_side_by_side()
    {
        var runs = new ConcurrentDictionary<string, int>();
        await StartAsync(new Script()
            .Workflow("One", (context, input) => context.CallActivityAsync<string>("Echo", input))
            .Activity("Echo", (context, text) =>
            {
                runs.AddOrUpdate(context.InstanceId, 1, (_, before) => before + 1);
                return Task.FromResult(text);
            }));

        var ids = await Task.WhenAll(Enumerable.Range(0, 1000).Select(n => Client.ScheduleNewWorkflowAsync("One", $"one-{n}", $"{n}")));
        var states = await Task.WhenAll(ids.Select(EndAsync));

        Assert.Equal(Enumerable.Range(0, 1000).Select(n => $"{n}"), states.Select(state => state.ReadOutputAs<string>()));
        Assert.All(ids, id => Assert.Equal(1, runs[id]));
    }

    [SkippableFact]
    public async Task A_history_that_grows_too_large_fails_the_instance()
    {
        await StartAsync(new Script()
            .Workflow("Large", (context, _) => context.CallActivityAsync<string>("Blow"))
            .Activity("Blow", _ => new string('x', 300 * 1024)));

        var state = await RunAsync("Large");

        Assert.Equal("WorkflowTooLarge", state.FailureDetails!.ErrorType);
        Assert.Contains("262144", state.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }
}
