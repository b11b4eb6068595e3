using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Conformance;
using Parley.Hosting;
using Parley.Sidecar.Workflows;

namespace Parley.SidecarWorkflows;

/// <summary>The sidecar runtime's workflows, beside a stand-in whose instances outlive the application.</summary>
public sealed class HubPlatform : SqlitePlatform
{
    private readonly ApplicationClock clock = new();
    private int port;

    public HubPlatform() => Hub = new TaskHubService(clock);

    public override bool Embedded => false;

    public TaskHubService Hub { get; }

    public TaskHubServer? Server { get; private set; }

    /// <summary>What the sidecar wants as its API token.</summary>
    public string? Token { get; set; }

    /// <summary>What the application sends as that.</summary>
    public string? SentToken { get; set; }

    public KeptLogs Logs { get; } = new();

    /// <summary>Starts the sidecar, where it was before.</summary>
    public async Task StartSidecarAsync()
    {
        Server = await TaskHubServer.StartAsync(Hub, Token, port);
        port = Server.Address.Port;
    }

    public async Task StopSidecarAsync()
    {
        if (Server is { } running)
        {
            Server = null;
            await running.DisposeAsync();
        }
    }

    protected override async Task JoinAsync(WebApplicationBuilder builder, string components)
    {
        if (Server is null)
        {
            await StartSidecarAsync();
        }

        builder.Logging.AddProvider(Logs);
        builder.Configuration["DAPR_GRPC_ENDPOINT"] = $"http://127.0.0.1:{port}";
        builder.Configuration["DAPR_API_TOKEN"] = SentToken ?? Token;
        builder.Configuration["APP_PORT"] = "0";
    }

    protected override Task StartedAsync(WebApplication app)
    {
        clock.Application = app.Services.GetRequiredService<TimeProvider>();
        return Task.CompletedTask;
    }

    protected override Task LeaveAsync() => StopSidecarAsync();
}
