using Dapr;
using Dapr.Actors.Runtime;
using Xunit;

namespace Parley.Conformance.Actors;

public abstract class ActorDrainTimeouts(Platform platform) : ActorSuite(platform)
{
    [SkippableFact]
    public async Task A_stop_does_not_wait_for_ever()
    {
        var held = Probe("a").Hold("gate");
        var behind = Probe("a").Increment();
        await Deadline.Until(() => Stage.Count("a holds") == 1, "the call runs");

        await Deadline.Until(App.StopAsync(), "the application stops while a call still runs");

        await Assert.ThrowsAsync<DaprApiException>(() => behind);
        Stage.Open("gate");
        await held;
    }

    protected override void Configure(ActorRuntimeOptions options) => options.DrainOngoingCallTimeout = TimeSpan.FromMilliseconds(100);
}
