using System.Text;
using Dapr;
using Dapr.Actors;
using Dapr.Actors.Client;
using Dapr.Client;
using Dapr.Heartbeat;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Parley.Conformance.Actors;
using Xunit;

namespace Parley.Conformance.Sidecar;

/// <summary>What an application sees of a sidecar that misbehaves.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private readonly SidecarPlatform platform = new();
    private readonly Stage stage = new();
    private WebApplication app = null!;

    private DaprClient Client => app.Services.GetRequiredService<DaprClient>();

    public async Task InitializeAsync()
    {
        app = await platform.StartAsync(builder =>
        {
            builder.Services.AddDaprClient();
            builder.Services.AddSingleton(stage);
            builder.Services.AddActors(options =>
            {
                options.UseJsonSerialization = true;
                options.DrainOngoingCallTimeout = TimeSpan.FromSeconds(10);
                options.Actors.RegisterActor<ProbeActor>();
            });
        });
        await Deadline.Until(IsHealthy, "the application is healthy beside its sidecar");
    }

    public async Task DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task A_sidecar_that_is_gone_is_an_outage_of_state_and_actors_and_shows_in_the_health()
    {
        await platform.Sidecar.DisposeAsync();

        await Assert.ThrowsAnyAsync<DaprException>(ReadAsync);
        await Assert.ThrowsAnyAsync<DaprException>(WriteAsync);
        await Assert.ThrowsAnyAsync<DaprException>(() => Client.PublishEventAsync("events", "parcels", 1));
        await Assert.ThrowsAsync<HttpRequestException>(() => Probe().Increment());
        Assert.False(await IsHealthy());
    }

    [Fact]
    public async Task An_error_of_the_sidecar_carries_its_code_and_the_next_call_succeeds()
    {
        platform.Sidecar.Misbehaviour.FailNext(1);
        var refusal = await Assert.ThrowsAsync<DaprApiException>(() => Probe().Increment());
        Assert.Equal("ERR_AS_TOLD", refusal.ErrorCode);
        Assert.Equal(1, await Probe().Increment());

        platform.Sidecar.Misbehaviour.FailNext(2);
        await Assert.ThrowsAsync<DaprException>(ReadAsync);
        await Assert.ThrowsAnyAsync<DaprException>(WriteAsync);
        await WriteAsync();
        Assert.Equal("1", await ReadAsync());
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_fails_and_may_have_happened()
    {
        platform.Sidecar.Misbehaviour.ResetNext(1);
        await Assert.ThrowsAnyAsync<DaprException>(WriteAsync);

        Assert.Equal("1", await ReadAsync());
    }

    [Fact]
    public async Task A_call_whose_answer_is_lost_fails_and_may_have_happened()
    {
        platform.Sidecar.Misbehaviour.ResetNext(1);
        await Assert.ThrowsAsync<HttpRequestException>(() => Probe().Increment());

        Assert.Equal(2, await Probe().Increment());
    }

    [Fact]
    public async Task A_call_that_the_sidecar_cuts_off_since_its_actor_goes_is_sent_again()
    {
        platform.Sidecar.Misbehaviour.FailNext(2, "error invoke actor method: context canceled");

        Assert.Equal(1, await Probe().Increment());
    }

    [Fact]
    public async Task A_call_that_is_delayed_beyond_its_timeout_is_cancelled()
    {
        platform.Sidecar.Misbehaviour.Delay = TimeSpan.FromSeconds(30);

        await Assert.ThrowsAsync<TaskCanceledException>(() => Probe(TimeSpan.FromMilliseconds(50)).Increment());
    }

    [Fact]
    public async Task A_call_that_the_sidecar_repeats_runs_twice()
    {
        platform.Sidecar.Misbehaviour.RepeatsCalls = true;

        Assert.Equal(2, await Probe().Increment());
    }

    [Fact]
    public async Task An_actor_that_its_sidecar_lets_go_of_during_a_turn_goes_after_it_and_remembers_nothing_when_it_returns()
    {
        using var dapr = platform.Caller(app);
        Assert.Equal(1, await Probe().Increment());
        var held = Probe().Hold("gate");
        await Deadline.Until(() => stage.Count("a holds") == 1, "the call runs");

        using var let = await dapr.DeleteAsync(new Uri("/actors/ProbeActor/a", UriKind.Relative));
        Assert.True(let.IsSuccessStatusCode);
        Assert.Equal(0, stage.Count("a deactivated"));
        stage.Open("gate");
        await held;

        Assert.Equal(1, await Probe().Increment());
        Assert.Equal(["a activated", "a holds", "a done", "a deactivated", "a disposed", "a activated"], stage.Seen.Where(entry => entry.StartsWith('a')));
    }

    [Fact]
    public async Task A_stop_waits_for_the_call_that_runs_refuses_others_and_deactivates()
    {
        var held = Probe().Hold("gate");
        await Deadline.Until(() => stage.Count("a holds") == 1, "the call runs");

        var stop = app.StopAsync();
        await Deadline.Until(async () => await Record.ExceptionAsync(() => Probe(id: "other").Increment()) is DaprApiException, "calls are refused");
        Assert.False(stop.IsCompleted);
        stage.Open("gate");

        await held;
        await Deadline.Until(stop, "the application stops");
        Assert.Equal(["a holds", "a done", "a deactivated", "a disposed"], stage.Seen.Where(entry => entry.StartsWith('a')).Skip(1));
    }

    [Fact]
    public async Task A_stop_that_has_no_time_left_ends_without_an_error_and_gives_the_store_up()
    {
        Assert.NotEmpty(await ReadAsync(RuntimeDocument.Key));
        var held = Record.ExceptionAsync(() => Probe().Hold("gate"));
        await Deadline.Until(() => stage.Count("a holds") == 1, "the call runs");

        await Deadline.Until(app.StopAsync(new CancellationToken(canceled: true)), "the application stops");

        Assert.Empty(await ReadAsync(RuntimeDocument.Key));
        stage.Open("gate");
        await held;
    }

    private IProbeActor Probe(TimeSpan? timeout = null, string id = "a") => app.Services.GetRequiredService<IActorProxyFactory>()
        .CreateActorProxy<IProbeActor>(new ActorId(id), nameof(ProbeActor), new ActorProxyOptions { RequestTimeout = timeout });

    private Task<string> ReadAsync() => ReadAsync("key");

    private async Task<string> ReadAsync(string key) => Encoding.UTF8.GetString((await Client.GetByteStateAndETagAsync("statestore", key)).Item1.Span);

    private Task WriteAsync() => Client.SaveByteStateAsync("statestore", "key", "1"u8.ToArray());

    private async Task<bool> IsHealthy() =>
        (await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status == HealthStatus.Healthy;
}
