using System.Net;
using Dapr.Workflow;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parley.Conformance.Workflows;
using Parley.Sidecar;
using Xunit;

namespace Parley.Conformance.Sidecar;

/// <summary>A sidecar that opens the stream of work items, and waits for a worker that has gone.</summary>
public sealed class WorkerTests : IAsyncLifetime
{
    private const int ProbesThatMustFail = 2;

    private readonly SidecarPlatform platform = new();
    private readonly ManualTime time = new();
    private HttpClient dapr = null!;
    private int failedProbes;

    private int Streams => platform.Sidecar.Workflows.StreamsOpened;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        dapr.Dispose();
        await platform.DisposeAsync();
    }

    [Fact]
    public async Task A_worker_that_is_not_served_plays_dead_as_often_as_the_sidecar_must_see_it_and_lives_on()
    {
        await StartAsync(sidecar => sidecar.ServesNoWorkers = true);

        await PassUntilAsync(() => failedProbes == 1, "a probe fails");
        platform.Sidecar.Misbehaviour.ServesNoWorkers = false;

        await PassAMinuteAsync();
        Assert.Equal((ProbesThatMustFail, 1), (failedProbes, Streams));
    }

    [Fact]
    public async Task A_worker_whom_playing_dead_does_not_help_opens_another_stream_three_times()
    {
        await StartAsync(sidecar => sidecar.ServesNoWorkers = true);

        await PassUntilAsync(() => Streams == 4, "the third other stream is open");

        await PassAMinuteAsync();
        Assert.Equal((3 * ProbesThatMustFail, 4), (failedProbes, Streams));
    }

    [Fact]
    public async Task A_worker_that_is_served_and_not_counted_lets_the_sidecar_be()
    {
        await StartAsync(sidecar => sidecar.CountsTooFewWorkers = true);

        await PassAMinuteAsync();
        Assert.Equal((0, 1), (failedProbes, Streams));
    }

    private async Task StartAsync(Action<Misbehaviour> misbehave)
    {
        var app = await platform.StartAsync(builder =>
        {
            misbehave(platform.Sidecar.Misbehaviour);
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.Services.AddDaprWorkflow(_ => { });
        });
        dapr = platform.Caller(app);
        await Deadline.Until(() => Streams == 1, "the stream is open");
    }

    private async Task PassAMinuteAsync()
    {
        for (var second = 0; second < 60; second++)
        {
            await PassAsync();
        }
    }

    private Task PassUntilAsync(Func<bool> condition, string expectation) => Deadline.Until(
        async () =>
        {
            await PassAsync();
            return condition();
        },
        expectation);

    /// <summary>Lets a second pass, and probes as the sidecar would.</summary>
    private async Task PassAsync()
    {
        time.Advance(TimeSpan.FromSeconds(1));
        using var answer = await dapr.GetAsync(new Uri("/healthz", UriKind.Relative));
        failedProbes += answer.StatusCode == HttpStatusCode.OK ? 0 : 1;
    }
}
