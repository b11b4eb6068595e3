namespace Parley.Hosting.Sidecars;

/// <summary>Real <c>placement</c> and <c>scheduler</c>, in folders of their own. Those who share one keep apart by their namespaces.</summary>
public sealed class ControlPlane : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<ControlPlane>> Shared = new(StartNewAsync);

    private readonly string folder = Directory.CreateTempSubdirectory("parley-dapr-").FullName;
    private readonly DaprBinaries binaries;
    private readonly int[] ports = Ports.Free(7);
    private ChildProcess? placement;
    private ChildProcess? scheduler;

    private ControlPlane(DaprBinaries binaries) => this.binaries = binaries;

    public int PlacementPort => ports[0];

    public int SchedulerPort => ports[1];

    public DaprBinaries Binaries => binaries;

    /// <summary>The one that all tests of this process share.</summary>
    public static Task<ControlPlane> SharedAsync() => Shared.Value;

    /// <summary>One for a test that stops parts of it.</summary>
    public static async Task<ControlPlane> StartNewAsync()
    {
        var plane = new ControlPlane(DaprBinaries.Find() ?? throw new InvalidOperationException(DaprBinaries.Missing));
        await plane.StartSchedulerAsync();
        await plane.StartPlacementAsync();
        return plane;
    }

    public async Task StartPlacementAsync()
    {
        placement = ChildProcess.Start(
            binaries.Placement,
            folder,
            [
                "--port", $"{PlacementPort}", "--listen-address", "127.0.0.1",
                "--healthz-port", $"{ports[2]}", "--healthz-listen-address", "127.0.0.1",
                "--id", "placement", "--initial-cluster", $"placement=127.0.0.1:{ports[4]}",
                "--enable-metrics=false",
            ]);
        await HealthyAsync(placement, ports[2], "placement");
    }

    public async Task StopPlacementAsync() => await placement!.DisposeAsync();

    public async Task StartSchedulerAsync()
    {
        scheduler = ChildProcess.Start(
            binaries.Scheduler,
            folder,
            [
                "--port", $"{SchedulerPort}", "--listen-address", "127.0.0.1",
                "--override-broadcast-host-port", $"127.0.0.1:{SchedulerPort}",
                "--healthz-port", $"{ports[3]}", "--healthz-listen-address", "127.0.0.1",
                "--id", "scheduler", "--etcd-data-dir", Path.Combine(folder, "scheduler"),
                "--etcd-initial-cluster", $"scheduler=http://127.0.0.1:{ports[5]}",
                "--etcd-client-port", $"{ports[6]}", "--etcd-client-listen-address", "127.0.0.1",
                "--enable-metrics=false",
            ]);
        await HealthyAsync(scheduler, ports[3], "scheduler");
    }

    public async Task StopSchedulerAsync() => await scheduler!.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await StopPlacementAsync();
        await StopSchedulerAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task HealthyAsync(ChildProcess process, int port, string name)
    {
        using var client = new HttpClient();
        await Eventually.TrueAsync(
            async () =>
            {
                if (process.HasExited)
                {
                    throw new InvalidOperationException($"{name} ended:\n{process.Output}");
                }

                try
                {
                    using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/healthz"));
                    return answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            $"{name} is healthy",
            Patience,
            () => process.Output);
    }
}
