using System.Net.Http.Json;
using System.Text.Json;

namespace Parley.Hosting.Sidecars;

/// <summary>A real <c>daprd</c>. Its working folder is the service's, as with <c>dapr run</c>.</summary>
public sealed class Daprd(string folder, string components) : ISidecar
{
    private readonly SidecarPorts ports = SidecarPorts.Free();
    private readonly int internalPort = Ports.Free(1)[0];
    private ChildProcess? process;

    public Uri Callbacks => ports.Callbacks;

    public IReadOnlyList<(string Name, string Value)> Announcement => ports.Announcement;

    public string AppId { get; init; } = "parley";

    /// <summary>What its components take from the environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Who shares it shares actors and reminders.</summary>
    public string Namespace { get; init; } = $"n{Guid.NewGuid():n}";

    /// <summary>Placement and scheduler of its own; null for those that all tests share.</summary>
    public ControlPlane? Plane { get; init; }

    public string Output => process?.Output ?? "";

    public async Task StartAsync()
    {
        var plane = Plane ?? await ControlPlane.SharedAsync();
        var configuration = Path.Combine(components, "config.yaml");
        process = ChildProcess.Start(
            plane.Binaries.Daprd,
            folder,
            [
                "--app-id", AppId,
                "--app-port", $"{ports.App}", "--app-protocol", "http",
                "--dapr-http-port", $"{ports.Http}", "--dapr-grpc-port", $"{ports.Grpc}", "--dapr-listen-addresses", "127.0.0.1",
                "--dapr-internal-grpc-port", $"{internalPort}", "--dapr-internal-grpc-listen-address", "127.0.0.1",
                "--placement-host-address", $"127.0.0.1:{plane.PlacementPort}",
                "--scheduler-host-address", $"127.0.0.1:{plane.SchedulerPort}",
                "--resources-path", components,
                .. File.Exists(configuration) ? (string[])["--config", configuration] : [],
                "--enable-app-health-check", "--app-health-check-path", "/healthz",
                "--app-health-probe-interval", "1", "--app-health-probe-timeout", "1000", "--app-health-threshold", "3",
                "--enable-metrics=false", "--log-level", "info",
            ],
            [.. Environment.Select(variable => (variable.Key, variable.Value)), ("DAPR_HOST_IP", "127.0.0.1"), ("NAMESPACE", Namespace), ("DAPR_API_TOKEN", SidecarPorts.ApiToken), ("APP_API_TOKEN", SidecarPorts.AppToken)]);
    }

    public async Task KillAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
            process = null;
        }
    }

    /// <summary>Waits until it takes calls and, of a service with actors, until it has taken those up.</summary>
    public async Task ReadyAsync(bool hostsActors)
    {
        using var client = new HttpClient { DefaultRequestHeaders = { { "dapr-api-token", SidecarPorts.ApiToken } } };
        await Eventually.TrueAsync(() => IsReadyAsync(client, hostsActors), "daprd is ready", TimeSpan.FromSeconds(60), () => Output);
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task<bool> IsReadyAsync(HttpClient client, bool hostsActors)
    {
        try
        {
            using var health = await client.GetAsync(new Uri($"http://127.0.0.1:{ports.Http}/v1.0/healthz"));
            var metadata = await client.GetFromJsonAsync<JsonElement>(new Uri($"http://127.0.0.1:{ports.Http}/v1.0/metadata"));
            return health.IsSuccessStatusCode && (!hostsActors || metadata.GetProperty("actorRuntime").TryGetProperty("hostReady", out var ready) && ready.GetBoolean());
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
