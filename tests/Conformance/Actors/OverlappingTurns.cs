using Dapr.Actors.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Parley.Conformance.Actors;

/// <summary>The switch by which other suites show that their actors stand what daprd does when callers go away.</summary>
public sealed class OverlappingTurns() : ActorSuite(new InMemoryPlatform())
{
    [SkippableFact]
    public async Task Turns_of_one_actor_overlap_when_a_test_asks_for_it()
    {
        App.Services.GetRequiredService<ActorRuntime>().OverlapTurns = true;

        var calls = Task.WhenAll(Probe("a").Hold("gate"), Probe("a").Hold("gate"));
        await Deadline.Until(() => Stage.Count("a holds") == 2, "both calls run in one actor");

        Stage.Open("gate");
        await Deadline.Until(calls, "both calls end");
    }
}
