using System.Net;
using System.Net.Sockets;
using Parley.Hosting;
using Parley.Sidecar;

namespace Parley.Api.Tests.Host;

/// <summary>A stand-in sidecar, its stores in SQLite, and the service beside it. Both want their tokens.</summary>
public sealed class SidecarOfHost : IAsyncDisposable
{
    private const string ApiToken = "of-the-sidecar";
    private const string AppToken = "of-the-service";

    private readonly string folder = Directory.CreateTempSubdirectory("parley-sidecar-").FullName;
    private readonly int appPort = FreePort();
    private StandInSidecar? sidecar;

    public StandInSidecar Sidecar => sidecar!;

    public Uri Callbacks => new($"http://127.0.0.1:{appPort}");

    public async Task<ParleyHost> StartHostAsync(params (string Name, string Value)[] settings)
    {
        await WriteAsync("statestore", "state.sqlite", ("connectionString", Path.Combine(folder, "state.db")), ("actorStateStore", "true"));
        await WriteAsync("taskqueue", "state.sqlite", ("connectionString", Path.Combine(folder, "queue.db")), ("keyPrefix", "name"));
        await WriteAsync("events", "pubsub.in-memory");
        var sidecar = await StartAsync(0, 0);
        var host = ParleyHost.Prepare(
        [
            ("DAPR_HTTP_PORT", $"{sidecar.HttpAddress.Port}"),
            ("DAPR_GRPC_PORT", $"{sidecar.GrpcAddress.Port}"),
            ("DAPR_API_TOKEN", ApiToken),
            ("APP_PORT", $"{appPort}"),
            ("APP_API_TOKEN", AppToken),
            .. settings,
        ]);
        await host.StartAgainAsync();
        return host;
    }

    /// <summary>Takes the sidecar away, does something without it, and puts another in its place.</summary>
    public async Task WithoutAsync(Func<Task> act)
    {
        var (http, grpc) = (Sidecar.HttpAddress.Port, Sidecar.GrpcAddress.Port);
        await Sidecar.DisposeAsync();
        await act();
        await StartAsync(http, grpc);
    }

    public async ValueTask DisposeAsync()
    {
        if (sidecar is not null)
        {
            await sidecar.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<StandInSidecar> StartAsync(int httpPort, int grpcPort)
    {
        sidecar = await StandInSidecar.StartAsync(new SidecarSettings(folder, "parley")
        {
            HttpPort = httpPort,
            GrpcPort = grpcPort,
            ApiToken = ApiToken,
            AppToken = AppToken,
        });
        _ = sidecar.AttachLaterAsync(Callbacks);
        return sidecar;
    }

    private Task WriteAsync(string name, string type, params (string Name, string Value)[] items) => File.WriteAllTextAsync(
        Path.Combine(folder, $"{name}.yaml"),
        $"""
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: {name}
        spec:
          type: {type}
          version: v1
          metadata: [{string.Join(", ", items.Select(item => $"{{ name: {item.Name}, value: '{item.Value}' }}"))}]
        """);
}
