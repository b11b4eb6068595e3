using Dapr.Actors;
using Dapr.Actors.Client;
using Dapr.Sidecar;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Parley.Conformance.Actors;
using Parley.Sidecar;
using Xunit;

namespace Parley.Conformance.Sidecar;

/// <summary>How an application starts beside a sidecar that is late, or that has not what is needed.</summary>
public sealed class StartTests : IAsyncLifetime
{
    private readonly SidecarPlatform platform = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await platform.DisposeAsync();

        // A refusal means it for the process of the application.
        Environment.ExitCode = 0;
    }

    [Fact]
    public async Task A_store_that_lacks_a_capability_is_refused_by_name() =>
        await ExpectRefusalAsync(
            settings => settings with { Capabilities = ["ETAG", "ACTOR"] },
            "The sidecar's component 'statestore' (state.sqlite) lacks what is needed of a store: TRANSACTIONAL, TTL.");

    [Fact]
    public async Task A_sidecar_without_a_store_for_actors_is_refused() =>
        await ExpectRefusalAsync(
            settings => settings with { KeepsActors = false },
            "The sidecar keeps no actors for this application: the state store is not configured to use the actor runtime.");

    [Fact]
    public async Task Another_API_token_is_refused() =>
        await ExpectRefusalAsync(
            settings => settings with { ApiToken = "another" },
            "The sidecar wants another API token. DAPR_API_TOKEN must be the same for it and for this application.");

    [Fact]
    public async Task A_sidecar_that_waits_for_the_application_finds_it_listening_and_the_health_says_that_it_is_awaited()
    {
        platform.Attaches = false;
        var app = await StartAsync();

        Assert.Equal("The sidecar's components have not been looked at yet.", await ProblemAsync(app));
        var early = app.Services.GetRequiredService<IActorProxyFactory>().CreateActorProxy<IProbeActor>(new ActorId("a"), nameof(ProbeActor)).Increment();
        using var dapr = platform.Caller(app);
        await platform.Sidecar.AttachAsync(dapr.BaseAddress!);

        await Deadline.Until(async () => await ProblemAsync(app) is null, "the application is healthy once it has been found");
        Assert.Equal(1, await early);
    }

    [Fact]
    public async Task A_sidecar_that_is_not_ready_makes_the_application_unhealthy_until_it_is()
    {
        var app = await StartAsync();
        await Deadline.Until(async () => await ProblemAsync(app) is null, "the application is healthy");

        platform.Sidecar.Misbehaviour.Unready = true;
        Assert.Equal("The sidecar does not answer.", await ProblemAsync(app));
        platform.Sidecar.Misbehaviour.Unready = false;
        Assert.Null(await ProblemAsync(app));
    }

    private static async Task<string?> ProblemAsync(WebApplication app) =>
        (await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["dapr"].Description;

    private Task<WebApplication> StartAsync() => platform.StartAsync(builder =>
    {
        builder.Services.AddSingleton(new Stage());
        builder.Services.AddActors(options =>
        {
            options.UseJsonSerialization = true;
            options.Actors.RegisterActor<ProbeActor>();
        });
    });

    private async Task ExpectRefusalAsync(Func<SidecarSettings, SidecarSettings> adjust, string sentence)
    {
        platform.Adjust = adjust;
        var app = await StartAsync();

        var lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
        await Deadline.Until(() => lifetime.ApplicationStopping.IsCancellationRequested, "the application stops of itself");
        Assert.Equal(sentence, app.Services.GetRequiredService<SidecarRuntime>().Refusal);
        Assert.Equal(1, Environment.ExitCode);
    }
}
