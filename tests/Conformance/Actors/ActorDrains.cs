using Dapr;
using Xunit;

namespace Parley.Conformance.Actors;

public abstract class ActorDrains(Platform platform) : ActorSuite(platform)
{
    [SkippableFact]
    public async Task A_stop_waits_for_the_calls_that_were_taken_and_deactivates()
    {
        var held = Probe("a").Hold("gate");
        var behind = Probe("a").Increment();
        await Deadline.Until(() => Stage.Count("a holds") == 1, "the call runs");

        var stop = App.StopAsync();
        await RefusedAsync();
        Assert.False(stop.IsCompleted);
        Stage.Open("gate");
        await Deadline.Until(stop, "the application stops");

        await held;
        Assert.Equal(1, await behind);
        Assert.Equal(["a holds", "a done", "a deactivated", "a disposed"], Stage.Seen.Where(entry => entry.StartsWith('a')).Skip(1));
    }

    [SkippableFact]
    public async Task A_stop_that_has_no_time_left_ends_all_the_same_and_without_an_error()
    {
        var held = Probe("a").Hold("gate");
        await Deadline.Until(() => Stage.Count("a holds") == 1, "the call runs");

        await Deadline.Until(App.StopAsync(new CancellationToken(canceled: true)), "the application stops");

        Stage.Open("gate");
        await held;
    }

    [SkippableFact]
    public async Task A_stopped_application_refuses_calls()
    {
        await App.StopAsync();

        await Assert.ThrowsAsync<DaprApiException>(() => Probe("a").Increment());
    }

    private async Task RefusedAsync()
    {
        var refused = false;
        await Deadline.Until(
            () =>
            {
                var call = Probe("other").Increment();
                refused = call.Exception?.InnerException is DaprApiException;
                return refused;
            },
            "calls are refused while the application stops");
    }
}
