using Dapr.Sidecar.Callbacks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parley.Sidecar;

namespace Parley.Conformance;

/// <summary>The sidecar runtime, beside a stand-in that keeps its state in SQLite. The stand-in lives as long as the application.</summary>
public sealed class SidecarPlatform : SqlitePlatform
{
    private const string ApiToken = "of the sidecar";
    private const string AppToken = "of the application";

    public override bool Embedded => false;

    public StandInSidecar Sidecar { get; private set; } = null!;

    /// <summary>Changes what the stand-in is started with.</summary>
    public Func<SidecarSettings, SidecarSettings> Adjust { get; set; } = settings => settings;

    /// <summary>Whether the stand-in learns where the application is.</summary>
    public bool Attaches { get; set; } = true;

    public override HttpClient Caller(WebApplication app) =>
        new() { BaseAddress = Callbacks(app), DefaultRequestHeaders = { { "dapr-api-token", AppToken } } };

    protected override async Task JoinAsync(WebApplicationBuilder builder, string components)
    {
        Sidecar = await StandInSidecar.StartAsync(
            Adjust(new SidecarSettings(components, "conformance") { ApiToken = ApiToken, AppToken = AppToken }));
        builder.Configuration["DAPR_HTTP_ENDPOINT"] = Sidecar.HttpAddress.ToString();
        builder.Configuration["DAPR_GRPC_ENDPOINT"] = Sidecar.GrpcAddress.ToString();
        builder.Configuration["DAPR_API_TOKEN"] = ApiToken;
        builder.Configuration["APP_API_TOKEN"] = AppToken;
        builder.Configuration["APP_PORT"] = "0";
    }

    protected override Task StartedAsync(WebApplication app) =>
        Attaches ? Sidecar.AttachAsync(Callbacks(app)) : Task.CompletedTask;

    protected override async Task LeaveAsync() => await Sidecar.DisposeAsync();

    private static Uri Callbacks(WebApplication app) => app.Services.GetRequiredService<CallbackListener>().Address!;
}
