using Dapr.Actors.Runtime;
using Xunit;

namespace Parley.Conformance.Actors;

public abstract class ActorLifetimes(Platform platform) : ActorSuite(platform)
{
    [SkippableFact]
    public async Task An_idle_actor_is_deactivated_and_the_next_call_activates_another()
    {
        await Probe("a").Increment();
        await Deadline.Until(() => Stage.Count("a disposed") == 1, "the idle actor is let go of");

        Assert.Equal(1, await Probe("a").Increment());
        Assert.Equal(["a activated", "a deactivated", "a disposed", "a activated"], Stage.Seen.Take(4));
    }

    [SkippableFact]
    public async Task An_actor_is_not_deactivated_during_a_call()
    {
        Skip.If(Platform.BesideDaprd, "daprd counts from the beginning of a call, and cuts off what lasts longer than an actor may idle.");
        var held = Probe("held").Hold("gate");
        await Probe("other").Increment();
        await Deadline.Until(() => Stage.Count("other disposed") == 1, "the idle actor is let go of");

        Assert.Equal(0, Stage.Count("held deactivated"));
        Stage.Open("gate");
        await held;
    }

    [SkippableFact]
    public async Task Calls_that_race_with_deactivation_all_succeed()
    {
        for (var round = 0; round < 200; round++)
        {
            Assert.InRange(await Probe("a").Increment(), 1, round + 1);
            await Task.Yield();
        }

        Assert.Equal(0, Stage.Count("overlap"));
    }

    protected override void Configure(ActorRuntimeOptions options)
    {
        // daprd cuts off what lasts longer.
        options.ActorIdleTimeout = TimeSpan.FromMilliseconds(Platform.BesideDaprd ? 1000 : 1);
        options.ActorScanInterval = TimeSpan.FromMilliseconds(1);
    }
}
