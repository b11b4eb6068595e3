using Dapr.Actors.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Hosting.Sidecars;

namespace Parley.Conformance;

/// <summary>A store and a runtime under test. A suite starts an application on it, stops it, and starts it again.</summary>
public abstract class Platform : IAsyncDisposable
{
    private const string AppId = "conformance";

    private readonly List<WebApplication> started = [];
    private Daprd? daprd;

    protected Platform()
    {
        Folder = Directory.CreateTempSubdirectory("parley-conformance-").FullName;
    }

    /// <summary>Whether what was written is there again after a restart.</summary>
    public abstract bool Durable { get; }

    /// <summary>Whether a real sidecar keeps the store.</summary>
    public bool BesideDaprd { get; init; }

    /// <summary>Whether a transaction that an ETag refuses leaves nothing of itself behind. Redis under daprd applies the rest.</summary>
    public virtual bool RollsBack => true;

    /// <summary>Whether the store takes an ETag for a key that is missing, and odd times to live. Redis under daprd does.</summary>
    public virtual bool Lenient => false;

    /// <summary>Whether the runtime is in the application's process. Beside it, calls arrive in no order and reminders keep their own time.</summary>
    public virtual bool Embedded => !BesideDaprd;

    protected string Folder { get; }

    /// <summary>The YAML of the component <c>statestore</c>.</summary>
    protected abstract string StateStore { get; }

    /// <summary>The YAML of the component <c>events</c>.</summary>
    protected virtual string Events =>
        """
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: events
        spec:
          type: pubsub.in-memory
          version: v1
          metadata: []
        """;

    /// <summary>Makes the store reachable, or skips the test with the reason why it cannot.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>A client that calls an application as Dapr does.</summary>
    public virtual HttpClient Caller(WebApplication app) => daprd is null
        ? new() { BaseAddress = new Uri(app.Urls.First()) }
        : new() { BaseAddress = daprd.Callbacks, DefaultRequestHeaders = { { "dapr-api-token", SidecarPorts.AppToken } } };

    /// <summary>Puts what the runtime needs beside an application that is about to be built.</summary>
    protected virtual async Task JoinAsync(WebApplicationBuilder builder, string components)
    {
        if (BesideDaprd)
        {
            daprd ??= new Daprd(Folder, components) { AppId = AppId };
            await daprd.StartAsync();
            foreach (var (name, value) in daprd.Announcement)
            {
                builder.Configuration[name] = value;
            }
        }
    }

    /// <summary>Tells the runtime that an application has started.</summary>
    protected virtual Task StartedAsync(WebApplication app) => daprd?.ReadyAsync(
        app.Services.GetService<IOptions<ActorRuntimeOptions>>()?.Value.Actors.Count > 0) ?? Task.CompletedTask;

    /// <summary>Takes away what was put beside an application that has stopped.</summary>
    protected virtual Task LeaveAsync() => daprd?.KillAsync() ?? Task.CompletedTask;

    public async Task<WebApplication> StartAsync(Action<WebApplicationBuilder> configure, Action<WebApplication>? map = null)
    {
        await PrepareAsync();
        var components = Path.Combine(Folder, "components");
        Directory.CreateDirectory(components);
        await File.WriteAllTextAsync(Path.Combine(components, "statestore.yaml"), StateStore);
        await File.WriteAllTextAsync(Path.Combine(components, "events.yaml"), Events);

        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Dapr:ResourcesPath"] = components;
        builder.Configuration["Dapr:AppId"] = AppId;
        await JoinAsync(builder, components);
        configure(builder);
        var app = builder.Build();
        map?.Invoke(app);
        started.Add(app);
        await app.StartAsync();
        await StartedAsync(app);
        return app;
    }

    public async ValueTask StopAsync(WebApplication app, CancellationToken cancellation = default)
    {
        started.Remove(app);
        await app.StopAsync(cancellation);
        await app.DisposeAsync();
        await LeaveAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in started.ToList())
        {
            await StopAsync(app);
        }

        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
