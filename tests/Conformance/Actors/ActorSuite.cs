using Dapr.Actors;
using Dapr.Actors.Client;
using Dapr.Actors.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parley.Faults;
using Xunit;

namespace Parley.Conformance.Actors;

/// <summary>An application with the suite's actors, on a platform.</summary>
public abstract class ActorSuite(Platform platform) : IAsyncLifetime
{
    // make test prints it and sets it, so that a run can be repeated.
    private static readonly int Seed =
        int.TryParse(Environment.GetEnvironmentVariable("PARLEY_SEED"), out var seed) ? seed : Random.Shared.Next();

    protected Platform Platform => platform;

    /// <summary>Whether arguments and results travel as JSON, as between processes: for a random half of the suites.</summary>
    private bool OverJson => new Random(Seed ^ GetType().FullName!.Sum(c => c)).Next(2) == 0;

    protected Stage Stage { get; } = new();

    protected WebApplication App { get; set; } = null!;

    public async Task InitializeAsync() => App = await StartAsync();

    public async Task DisposeAsync() => await platform.DisposeAsync();

    protected static TActor Proxy<TActor>(WebApplication app, string id, string type, TimeSpan? timeout = null)
        where TActor : IActor =>
        app.Services.GetRequiredService<IActorProxyFactory>()
            .CreateActorProxy<TActor>(new ActorId(id), type, new ActorProxyOptions { RequestTimeout = timeout });

    protected IProbeActor Probe(string id, TimeSpan? timeout = null) => Proxy<IProbeActor>(App, id, nameof(ProbeActor), timeout);

    protected IAlarmActor Alarm(string id) => Proxy<IAlarmActor>(App, id, nameof(AlarmActor));

    protected virtual void Configure(ActorRuntimeOptions options)
    {
    }

    protected Task<WebApplication> StartAsync() => platform.StartAsync(
        builder =>
        {
            builder.Services.AddSingleton(Stage);
            builder.Services.AddActors(options =>
            {
                options.UseJsonSerialization = true;
                options.Actors.RegisterActor<ProbeActor>();
                options.Actors.RegisterActor<AlarmActor>();
                Configure(options);
            });
            if (OverJson)
            {
                builder.Services.AddFaults(Seed, new FaultOptions { JsonRoundTrips = true });
            }
        },
        app => app.MapActorsHandlers());
}
