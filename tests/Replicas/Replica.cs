using System.Globalization;
using Parley.Hosting;
using Parley.Hosting.Sidecars;
using Parley.Sidecar;

namespace Parley.Replicas.Tests;

/// <summary>One replica: a process of the service, and the sidecar beside it. Both want their tokens.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly Uri callbacks;

    public Replica(StandInSidecar sidecar, (string Name, string Value)[] settings)
    {
        Sidecar = sidecar;
        var ports = new SidecarPorts(sidecar.HttpAddress.Port, sidecar.GrpcAddress.Port, Ports.FreeOne());
        callbacks = ports.Callbacks;
        Host = ParleyHost.Prepare([.. ports.Announcement, .. settings]);
    }

    public ParleyHost Host { get; }

    public StandInSidecar Sidecar { get; private set; }

    /// <summary>Starts the process; ends when it is ready.</summary>
    public Task StartAsync()
    {
        _ = Sidecar.AttachLaterAsync(callbacks);
        return Host.StartAgainAsync();
    }

    /// <summary>Takes the sidecar away, does something without it, and puts another in its place.</summary>
    public async Task WithoutSidecarAsync(StandInSidecar other, Func<Task> act)
    {
        var (http, grpc) = (Sidecar.HttpAddress.Port, Sidecar.GrpcAddress.Port);
        await Sidecar.DisposeAsync();
        await act();
        Sidecar = await other.StartBesideAsync(http, grpc);
        _ = Sidecar.AttachLaterAsync(callbacks);
    }

    /// <summary>SIGTERM.</summary>
    public async Task StopAsync()
    {
        await Host.StopAsync();
        await Sidecar.DetachAsync();
    }

    /// <summary>An id of a session that is placed here.</summary>
    public string NewSession()
    {
        string id;
        do
        {
            id = Guid.NewGuid().ToString();
        }
        while (!HoldsSession(id));
        return id;
    }

    public bool HoldsSession(string id) => Sidecar.Holds("SessionActor", id);

    /// <summary>The sum of a metric's series whose labels have this text.</summary>
    public async Task<double> MeasureAsync(string metric, string label)
    {
        var scrape = await Host.Client.GetStringAsync(Host.At("/metrics"));
        return scrape.Split('\n')
            .Where(line => line.StartsWith(metric + '{', StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>How many answers of chats were made here.</summary>
    public Task<double> CountAnswersAsync() => MeasureAsync("parley_activity_duration_seconds_count", "AnswerTurn");

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Sidecar.DisposeAsync();
    }
}
