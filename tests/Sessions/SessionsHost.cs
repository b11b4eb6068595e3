using Dapr.Actors.Hosting;
using Dapr.Sidecar.Callbacks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Parley.Faults;
using Parley.Sessions.Catalog;
using Parley.Sessions.Debts;
using Parley.Sessions.Documents;
using Parley.Sessions.Tasks;
using Parley.Sidecar;

namespace Parley.Sessions.Tests;

/// <summary>The sessions of Parley inside the test's process, on a store of their own.</summary>
public sealed class SessionsHost(StoreType store, Action<IServiceCollection>? configure = null) : IAsyncDisposable
{
    private const int MaxTries = 1000;

    private readonly string folder = Directory.CreateTempSubdirectory("parley-sessions-").FullName;
    private WebApplication? app;
    private StandInSidecar? sidecar;

    /// <summary>Where it runs from its next start on.</summary>
    public StoreType Store { get; set; } = store;

    /// <summary>Nobody judges satisfaction here, so no session owes that unless its test says so.</summary>
    public Dictionary<string, string?> Settings { get; } = new() { ["Ai:Satisfaction"] = "false" };

    /// <summary>What the host tells the time by; null for the system's clock.</summary>
    public TimeProvider? Time { get; init; }

    public FaultOptions? Faults { get; init; }

    public int Seed { get; init; }

    public FaultSource? FaultSource { get; private set; }

    public RecordingPayer Payer { get; } = new();

    public SessionReader Reader => Get<SessionReader>();

    public SessionWriter Writer => Get<SessionWriter>();

    public DocumentStore Documents => Get<DocumentStore>();

    public DocumentStore QueueDocuments => app!.Services.GetRequiredKeyedService<DocumentStore>(TaskQueueActor.Component);

    public T Get<T>()
        where T : notnull => app!.Services.GetRequiredService<T>();

    /// <summary>Starts with its faults, if it has any, switched on or off.</summary>
    public async Task<SessionsHost> StartAsync(bool faults = true)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "statestore.yaml"), Component("statestore", "actorStateStore", "true"));
        await File.WriteAllTextAsync(Path.Combine(folder, "taskqueue.yaml"), Component("taskqueue", "keyPrefix", "name"));
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Dapr:ResourcesPath"] = folder;
        if (Store == StoreType.Sidecar)
        {
            sidecar = await StandInSidecar.StartAsync(new SidecarSettings(folder, "parley"));
            builder.Configuration["DAPR_HTTP_ENDPOINT"] = sidecar.HttpAddress.ToString();
            builder.Configuration["DAPR_GRPC_ENDPOINT"] = sidecar.GrpcAddress.ToString();
            builder.Configuration["APP_PORT"] = "0";
        }

        foreach (var (name, value) in Settings)
        {
            builder.Configuration[name] = value;
        }

        if (Time is not null)
        {
            builder.Services.AddSingleton(Time);
        }

        builder.Services.AddSessions(builder.Configuration);
        builder.Services.AddSingleton<IDebtPayer>(Payer);
        configure?.Invoke(builder.Services);
        if (Faults is not null)
        {
            FaultSource = builder.Services.AddFaults(Seed, Faults);
            FaultSource.Enabled = faults;
        }

        app = builder.Build();
        await app.StartAsync();
        if (sidecar is not null)
        {
            await sidecar.AttachAsync(Get<CallbackListener>().Address!);
        }

        return this;
    }

    public async Task RestartAsync(bool faults = true)
    {
        await StopAsync();
        await StartAsync(faults);
    }

    /// <summary>Appends a message, when the session has told the catalog enough of those before it.</summary>
    public async Task<AppendResult> AppendAsync(AppendCommand command)
    {
        var result = await Writer.AppendAsync(command);
        for (var tries = 1; result.Status == AppendStatus.Overloaded && tries < MaxTries; tries++)
        {
            await Get<CatalogPayer>().FlushAsync();
            result = await Writer.AppendAsync(command);
        }

        return result;
    }

    /// <summary>Lets every actor go, as when nobody called it for long.</summary>
    public Task DeactivateAsync() => Get<ActorRuntime>().DeactivateAsync(long.MaxValue, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string Component(string name, string item, string value) =>
        $"""
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: {name}
        spec:
          type: state.{(Store == StoreType.InMemory ? "in-memory" : "sqlite")}
          version: v1
          metadata:
          - name: {item}
            value: "{value}"
        """ + (Store == StoreType.InMemory ? "" : $"\n  - name: connectionString\n    value: \"{Path.Combine(folder, $"{name}.db")}\"");

    private async Task StopAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
            app = null;
        }

        if (sidecar is not null)
        {
            await sidecar.DisposeAsync();
            sidecar = null;
        }
    }
}
