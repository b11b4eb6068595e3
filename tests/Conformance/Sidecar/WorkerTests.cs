using System.Net;
using Dapr.Workflow;
using Xunit;

namespace Parley.Conformance.Sidecar;

/// <summary>A sidecar that opens the stream of work items, and waits for a worker that has gone.</summary>
public sealed class WorkerTests : IAsyncLifetime
{
    private readonly SidecarPlatform platform = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task A_worker_that_does_not_count_plays_dead_as_often_as_the_sidecar_must_see_it_and_lives_on()
    {
        var app = await platform.StartAsync(builder =>
        {
            platform.Sidecar.Misbehaviour.CountsNoWorkers = true;
            builder.Services.AddDaprWorkflow(_ => { });
        });
        using var dapr = platform.Caller(app);
        async Task<bool> Answers(HttpStatusCode status)
        {
            using var answer = await dapr.GetAsync(new Uri("/healthz", UriKind.Relative));
            return answer.StatusCode == status;
        }

        Assert.True(await Answers(HttpStatusCode.OK));
        await Deadline.Until(() => Answers(HttpStatusCode.ServiceUnavailable), "a probe fails");
        platform.Sidecar.Misbehaviour.CountsNoWorkers = false;

        Assert.True(await Answers(HttpStatusCode.ServiceUnavailable));
        Assert.True(await Answers(HttpStatusCode.OK));
    }
}
