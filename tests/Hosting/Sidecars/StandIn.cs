using Parley.Sidecar;

namespace Parley.Hosting.Sidecars;

/// <summary>The stand-in sidecar. As daprd does with app health checks, it takes a service up when that listens, and gives it up when it no longer does.</summary>
public sealed class StandIn(string components) : ISidecar
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly SidecarPorts ports = SidecarPorts.Free();
    private StandInSidecar? sidecar;
    private CancellationTokenSource stop = new();
    private Task watching = Task.CompletedTask;

    public Uri Callbacks => ports.Callbacks;

    public IReadOnlyList<(string Name, string Value)> Announcement => ports.Announcement;

    /// <summary>It runs in the tests' process and prints nothing.</summary>
    public string Output => "";

    public async Task StartAsync()
    {
        sidecar = await StandInSidecar.StartAsync(new SidecarSettings(components, "parley")
        {
            HttpPort = ports.Http,
            GrpcPort = ports.Grpc,
            ApiToken = SidecarPorts.ApiToken,
            AppToken = SidecarPorts.AppToken,
        });
        stop = new CancellationTokenSource();
        watching = WatchAsync(sidecar, stop.Token);
    }

    public async Task KillAsync()
    {
        if (sidecar is not null)
        {
            await stop.CancelAsync();
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await sidecar.DisposeAsync();
            sidecar = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        stop.Dispose();
    }

    private async Task WatchAsync(StandInSidecar sidecar, CancellationToken cancellation)
    {
        using var probe = new HttpClient();
        var attached = false;
        while (true)
        {
            var listens = await ListensAsync(probe, cancellation);
            if (listens && !attached)
            {
                attached = await AttachAsync(sidecar);
            }
            else if (!listens && attached)
            {
                await sidecar.DetachAsync();
                attached = false;
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    private async Task<bool> AttachAsync(StandInSidecar sidecar)
    {
        try
        {
            await sidecar.AttachAsync(Callbacks);
            return true;
        }
        catch (HttpRequestException)
        {
            // Gone again meanwhile.
            await sidecar.DetachAsync();
            return false;
        }
    }

    private async Task<bool> ListensAsync(HttpClient probe, CancellationToken cancellation)
    {
        try
        {
            using var answer = await probe.GetAsync(new Uri(Callbacks, "/healthz"), cancellation);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
