using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Sidecar.Workflows;

/// <summary>A sidecar that can do workflows only: gRPC on loopback without TLS.</summary>
public sealed class TaskHubServer : IAsyncDisposable
{
    private readonly TaskHubService service;
    private readonly WebApplication server;

    private TaskHubServer(TaskHubService service, string? token, int port)
    {
        this.service = service;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, listener => listener.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging();
        server = builder.Build();
        server.Use((context, next) => CheckTokenAsync(context, next, token));
        server.UseRouting();
        service.Map(server);
    }

    public Uri Address => new(server.Urls.First());

    /// <param name="service">What it serves; it outlives the server.</param>
    /// <param name="token">What callers must send as <c>dapr-api-token</c>; null for nothing.</param>
    /// <param name="port">Where it listens; 0 takes a free port.</param>
    public static async Task<TaskHubServer> StartAsync(TaskHubService service, string? token = null, int port = 0)
    {
        var started = new TaskHubServer(service, token, port);
        await started.server.StartAsync();
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        service.Misbehaviour.CutStreams();
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await server.StopAsync(atOnce.Token);
        await server.DisposeAsync();
    }

    private static Task CheckTokenAsync(HttpContext context, RequestDelegate next, string? token)
    {
        if (token is null || context.Request.Headers["dapr-api-token"] == token)
        {
            return next(context);
        }

        new GrpcExchange(context).End(Dapr.Sidecar.Grpc.GrpcStatus.Unauthenticated, "authentication error: api token mismatch");
        return Task.CompletedTask;
    }
}
