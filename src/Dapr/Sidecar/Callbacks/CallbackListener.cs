using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dapr.Sidecar.Callbacks;

/// <summary>The application's side of the sidecar: a server of its own on the loopback address, so that nobody reaches actors and
/// topics through the public one. It opens when the application has started, which the sidecar waits for, and closes after
/// the actors have drained.</summary>
internal sealed partial class CallbackListener(
    IConfiguration configuration, IEnumerable<ICallbacks> callbacks, ILoggerFactory logs, ILogger<CallbackListener> logger)
    : IHostedLifecycleService, IAsyncDisposable
{
    public const string HealthPath = "/healthz";

    private const int DefaultPort = 8081;

    private WebApplication? server;
    private int failingProbes;

    /// <summary>Where it listens, once it does.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Seems dead to the sidecar's next probes, so that it lets go of all that it does for the application, and begins anew.</summary>
    public void PlayDead(int probes) => Interlocked.Exchange(ref failingProbes, probes);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var port = Port();
        server = Build(port);
        try
        {
            await server.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw new StartException($"The sidecar's calls cannot be taken on port {port}: {exception.Message} APP_PORT names another.");
        }

        Address = new Uri(server.Urls.First());
        LogListening(Address);
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private int Port()
    {
        var text = configuration["APP_PORT"];
        return string.IsNullOrEmpty(text) ? DefaultPort
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port < 65536 ? port
            : throw new StartException($"APP_PORT is '{text}'; it must be a port number.");
    }

    private WebApplication Build(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton<IHostLifetime, CallbackLifetime>();
        var built = builder.Build();
        if (configuration["APP_API_TOKEN"] is { Length: > 0 } token)
        {
            built.UseMiddleware<CallbackToken>(token);
        }

        built.UseMiddleware<CallbackTrace>();
        built.UseRouting();
        built.MapGet(HealthPath, context =>
        {
            context.Response.StatusCode = Interlocked.Decrement(ref failingProbes) >= 0
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status200OK;
            return Task.CompletedTask;
        });
        foreach (var routes in callbacks)
        {
            routes.Map(built);
        }

        return built;
    }

    [LoggerMessage(LogLevel.Information, "The sidecar's calls are taken at {Address}")]
    private partial void LogListening(Uri address);

    // The application's own host listens for signals.
    private sealed class CallbackLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
