using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Sidecar.Workflows;

namespace Parley.Sidecar;

/// <summary>A sidecar for tests: daprd's documented API on loopback, over the stores of the embedded runtime. Others may stand beside it,
/// each with a replica of the application.</summary>
public sealed class StandInSidecar : IAsyncDisposable
{
    // What still waits then has nobody who waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SidecarSettings settings;
    private readonly SidecarEngine engine;
    private readonly AppReplica replica;
    private readonly WebApplication server;
    private bool disposed;

    private StandInSidecar(SidecarSettings settings, SidecarEngine engine)
    {
        this.settings = settings;
        this.engine = engine;
        replica = new AppReplica(engine.Enter(), settings.AppToken);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, settings.HttpPort, listener => listener.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, settings.GrpcPort, listener => listener.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging();
        server = builder.Build();
        Map();
    }

    public Misbehaviour Misbehaviour { get; } = new();

    /// <summary>Shared with the sidecars beside it.</summary>
    public Placement Placement => engine.Placement;

    /// <summary>Shared with the sidecars beside it.</summary>
    public TaskHubService Workflows => engine.Workflows;

    /// <summary>Its HTTP API.</summary>
    public Uri HttpAddress => new(server.Urls.First());

    /// <summary>Its gRPC API.</summary>
    public Uri GrpcAddress => new(server.Urls.Last());

    public static async Task<StandInSidecar> StartAsync(SidecarSettings settings) =>
        await StartAsync(settings, await SidecarEngine.StartAsync(settings));

    /// <summary>Starts another sidecar for another replica of the application, on the same stores and of the same placement.</summary>
    public Task<StandInSidecar> StartBesideAsync(int httpPort = 0, int grpcPort = 0) =>
        StartAsync(settings with { HttpPort = httpPort, GrpcPort = grpcPort }, engine);

    /// <summary>Whether its replica is where an actor belongs.</summary>
    public bool Holds(string actorType, string actorId) => engine.Placement.HolderOf(actorType, actorId) == replica;

    /// <summary>Learns where the application takes calls, and asks what it hosts.</summary>
    public async Task AttachAsync(Uri callbacks)
    {
        replica.Channel.Address = callbacks;
        await engine.Actors.AttachAsync(replica);
        await replica.Topics.StartAsync();
        replica.Attach();
    }

    /// <summary>As <see cref="AttachAsync"/>, once the application listens.</summary>
    public async Task AttachLaterAsync(Uri callbacks)
    {
        while (!disposed)
        {
            try
            {
                await AttachAsync(callbacks);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    /// <summary>The application is gone. What it owes stays.</summary>
    public async Task DetachAsync()
    {
        await replica.Topics.StopAsync();
        await engine.Actors.DetachAsync(replica);
        replica.Detach();
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        await DetachAsync();
        using var patience = new CancellationTokenSource(Patience);
        await server.StopAsync(patience.Token);
        await server.DisposeAsync();
        replica.Dispose();
        await engine.LeaveAsync();
    }

    private static async Task<StandInSidecar> StartAsync(SidecarSettings settings, SidecarEngine engine)
    {
        var sidecar = new StandInSidecar(settings, engine);
        await sidecar.server.StartAsync();
        return sidecar;
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
        Workflows.Map(server, replica.Name);
        new StateWriteRoutes(engine.State).Map(server);
        new StateRoutes(engine.State).Map(server);
        new ActorRoutes(engine.Actors, replica, Misbehaviour, settings.KeepsActors).Map(server);
        new PublishRoutes(engine.Placement, engine.Runtime).Map(server);
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

    private bool RunsWorkflows => Workflows.HasWorker(replica.Name) && !Misbehaviour.ServesNoWorkers;

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
        actorRuntime = new
        {
            runtimeStatus = "RUNNING",
            hostReady = true,
            placement = "placement: connected",
            activeActors = replica.Types.Concat(RunsWorkflows ? [$"dapr.internal.default.{settings.AppId}.workflow"] : []).Select(type => new { type }),
        },
        workflows = RunsWorkflows && !Misbehaviour.CountsTooFewWorkers ? new { connectedWorkers = 1 } : (object)new { },
        appConnectionProperties = new { health = new { healthThreshold = 2 } },
    };
}
