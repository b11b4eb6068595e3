using System.Diagnostics;
using Dapr;
using Xunit;

namespace Parley.Conformance.Actors;

public abstract class ActorTurns(Platform platform) : ActorSuite(platform)
{
    [SkippableFact]
    public async Task Calls_of_one_actor_run_one_at_a_time_in_their_order()
    {
        Skip.IfNot(Platform.Embedded, "Calls through a sidecar arrive in any order.");
        await Task.WhenAll(Enumerable.Range(0, 100).Select(Probe("a").Enter));

        Assert.Equal(["a activated", .. Enumerable.Range(0, 100).Select(number => $"{number}")], Stage.Seen);
    }

    [SkippableFact]
    public async Task Calls_of_a_hundred_concurrent_callers_never_overlap()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(async () =>
        {
            await Probe("a").Enter(number);
            await Probe("a").Enter(number);
        })));

        Assert.Equal(0, Stage.Count("overlap"));
        Assert.Equal(201, Stage.Seen.Count);
    }

    [SkippableFact]
    public async Task Different_actors_run_at_the_same_time()
    {
        var calls = Task.WhenAll(Probe("a").Hold("gate"), Probe("b").Hold("gate"));
        await Deadline.Until(() => Stage.Count("a holds") + Stage.Count("b holds") == 2, "both actors run their call");

        Stage.Open("gate");
        await Deadline.Until(calls, "both calls end");
    }

    [SkippableFact]
    public async Task An_actor_keeps_its_fields_between_calls()
    {
        await Probe("a").Increment();
        await Probe("b").Increment();

        Assert.Equal(2, await Probe("a").Increment());
    }

    [SkippableFact]
    public async Task Records_go_there_and_back()
    {
        var order = new Order("Ada", [1, 2, 3], new DateTimeOffset(2026, 3, 1, 8, 30, 0, TimeSpan.FromHours(2)));

        var answer = await Probe("a").Echo(order);

        Assert.Equivalent(order, answer, strict: true);
    }

    [SkippableFact]
    public async Task Null_goes_there_and_back() => Assert.Null(await Probe("a").Echo(null));

    [SkippableFact]
    public async Task Several_arguments_arrive_in_their_places() =>
        Assert.Equal("-7-Ada", await Probe("a").Join(null, 7, new Order("Ada", [], null)));

    [SkippableFact]
    public async Task A_caller_that_waited_too_long_is_cancelled_and_the_turn_runs_to_its_end()
    {
        await Assert.ThrowsAsync<TaskCanceledException>(() => Probe("a", TimeSpan.FromMilliseconds(50)).Hold("gate"));

        Stage.Open("gate");
        await Deadline.Until(() => Stage.Count("a done") == 1, "the turn ends without its caller");
    }

    [SkippableFact]
    public async Task A_turn_belongs_to_the_trace_of_its_caller()
    {
        using var activity = new Activity("test").Start();

        Assert.Equal(activity.TraceId.ToString(), await Probe("a").Trace());
    }

    [SkippableFact]
    public async Task An_actor_type_that_nobody_hosts_is_refused() =>
        await Assert.ThrowsAsync<DaprApiException>(() => Proxy<IProbeActor>(App, "a", "NoSuchActor").Increment());
}
