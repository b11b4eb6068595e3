using Dapr.Client;
using Dapr.Embedded;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Parley.Sidecar.Workflows;

namespace Parley.Sidecar;

/// <summary>What the sidecars of an application have in common: stores, actors and their placement, reminders, and workflows. It ends with the
/// last of them.</summary>
internal sealed class SidecarEngine
{
    private readonly IHost host;
    private int entered;
    private int left;

    private SidecarEngine(SidecarSettings settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            [KeyValuePair.Create("Dapr:ResourcesPath", (string?)settings.Components), KeyValuePair.Create("Dapr:AppId", (string?)settings.AppId)]);
        builder.Services.AddLogging();
        builder.Services.AddDaprClient();
        builder.Services.AddForwarding();
        host = builder.Build();
        Workflows.Ready = () => Placement.Table;
    }

    public DaprClient State => host.Services.GetRequiredService<DaprClient>();

    public EmbeddedRuntime Runtime => host.Services.GetRequiredService<EmbeddedRuntime>();

    public AppActors Actors => host.Services.GetRequiredService<AppActors>();

    public Placement Placement => host.Services.GetRequiredService<Placement>();

    public TaskHubService Workflows { get; } = new(TimeProvider.System);

    public static async Task<SidecarEngine> StartAsync(SidecarSettings settings)
    {
        var engine = new SidecarEngine(settings);
        await engine.host.StartAsync();
        return engine;
    }

    /// <summary>Counts a sidecar in, and names it.</summary>
    public string Enter() => $"sidecar {Interlocked.Increment(ref entered)}";

    public async Task LeaveAsync()
    {
        if (Interlocked.Increment(ref left) == Volatile.Read(ref entered))
        {
            await host.StopAsync();
            host.Dispose();
        }
    }
}
