using System.Net;
using Dapr.Client;
using Dapr.Embedded;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Parley.Sidecar;

/// <summary>A sidecar for tests: daprd's documented API on loopback, over the stores of the embedded runtime.</summary>
public sealed class StandInSidecar : IAsyncDisposable
{
    private readonly SidecarSettings settings;
    private readonly WebApplication server;
    private readonly AppChannel channel;
    private readonly AppActors actors;
    private readonly AppTopics topics;
    private bool disposed;

    private StandInSidecar(SidecarSettings settings)
    {
        this.settings = settings;
        channel = new AppChannel(settings.AppToken);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration["Dapr:ResourcesPath"] = settings.Components;
        builder.Configuration["Dapr:AppId"] = settings.AppId;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, settings.HttpPort, listener => listener.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, settings.GrpcPort, listener => listener.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging();
        builder.Services.AddDaprClient();
        builder.Services.AddMetrics();
        builder.Services.AddSingleton(channel);
        builder.Services.AddSingleton(Misbehaviour);
        builder.Services.AddForwarding();
        server = builder.Build();
        actors = server.Services.GetRequiredService<AppActors>();
        topics = new AppTopics(channel, settings.AppId);
        Map();
    }

    public Misbehaviour Misbehaviour { get; } = new();

    /// <summary>Its HTTP API.</summary>
    public Uri HttpAddress => new(server.Urls.First());

    /// <summary>Its gRPC API.</summary>
    public Uri GrpcAddress => new(server.Urls.Last());

    public static async Task<StandInSidecar> StartAsync(SidecarSettings settings)
    {
        var sidecar = new StandInSidecar(settings);
        await sidecar.server.StartAsync();
        return sidecar;
    }

    /// <summary>Learns where the application takes calls, and asks what it hosts.</summary>
    public async Task AttachAsync(Uri callbacks)
    {
        channel.Address = callbacks;
        await actors.StartAsync();
        await topics.StartAsync();
    }

    /// <summary>The application is gone. What it owes stays.</summary>
    public async Task DetachAsync()
    {
        await topics.StopAsync();
        await actors.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        await DetachAsync();
        await server.StopAsync();
        await server.DisposeAsync();
        channel.Dispose();
        actors.Dispose();
    }

    private void Map()
    {
        server.Use(CollapseSlashesAsync);
        server.Use(CheckTokenAsync);
        server.Use(next => context => Misbehaviour.InvokeAsync(context, next));
        server.UseRouting();
        server.MapGet("/v1.0/healthz/outbound", context =>
        {
            context.Response.StatusCode = Misbehaviour.Unready ? 500 : 204;
            return Task.CompletedTask;
        });
        server.MapGet("/v1.0/metadata", context => context.Response.WriteAsJsonAsync(Metadata(), context.RequestAborted));
        new StateWriteRoutes(server.Services.GetRequiredService<DaprClient>()).Map(server);
        new StateRoutes(server.Services.GetRequiredService<DaprClient>()).Map(server);
        new ActorRoutes(actors, Misbehaviour, settings.KeepsActors).Map(server);
        new PublishRoutes(topics, server.Services.GetRequiredService<EmbeddedRuntime>()).Map(server);
    }

    // The official SDK doubles the first slash.
    private static Task CollapseSlashesAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.Path = "/" + context.Request.Path.Value!.TrimStart('/');
        return next(context);
    }

    private Task CheckTokenAsync(HttpContext context, RequestDelegate next)
    {
        if (settings.ApiToken is null
            || context.Request.Path.StartsWithSegments("/v1.0/healthz", StringComparison.Ordinal)
            || context.Request.Headers["dapr-api-token"] == settings.ApiToken)
        {
            return next(context);
        }

        context.Response.StatusCode = 401;
        return context.Response.WriteAsync("invalid api token", context.RequestAborted);
    }

    private object Metadata() => new
    {
        id = settings.AppId,
        runtimeVersion = "1.18.3",
        components = Dapr.Embedded.Components.ManifestReader.ReadFolder(settings.Components).Where(component => component.IsFor(settings.AppId)).Select(component => new
        {
            name = component.Name,
            type = component.Type,
            version = component.Version,
            capabilities = component.Type.StartsWith("state.", StringComparison.Ordinal) ? settings.Capabilities : [],
        }),
        actorRuntime = new { runtimeStatus = "RUNNING", hostReady = true, placement = "placement: connected" },
    };
}
