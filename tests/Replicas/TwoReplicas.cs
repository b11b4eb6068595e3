using Parley.Hosting;
using Parley.Hosting.Sidecars;
using Parley.Sidecar;

namespace Parley.Replicas.Tests;

/// <summary>Two replicas of the service on one store, as one installation runs them.</summary>
internal sealed class TwoReplicas : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("parley-replicas-").FullName;
    private volatile Replica[] serving = [];
    private int turn;

    public Replica First { get; private set; } = null!;

    public Replica Second { get; private set; } = null!;

    public Placement Placement => First.Sidecar.Placement;

    /// <summary>Both, with their sidecars, before any process is started. They may tell each other events, or do without.</summary>
    public static Task<TwoReplicas> PrepareAsync(params (string Name, string Value)[] settings) => PrepareAsync(tellsEvents: true, settings);

    public static async Task<TwoReplicas> PrepareAsync(bool tellsEvents, params (string Name, string Value)[] settings)
    {
        var replicas = new TwoReplicas();
        await replicas.WriteAsync("statestore", "state.sqlite", ("connectionString", Path.Combine(replicas.folder, "state.db")), ("actorStateStore", "true"));
        await replicas.WriteAsync("taskqueue", "state.sqlite", ("connectionString", Path.Combine(replicas.folder, "queue.db")), ("keyPrefix", "name"));
        if (tellsEvents)
        {
            await replicas.WriteAsync("events", "pubsub.in-memory");
        }

        var sidecar = await StandInSidecar.StartAsync(
            new SidecarSettings(replicas.folder, "parley") { ApiToken = SidecarPorts.ApiToken, AppToken = SidecarPorts.AppToken });
        replicas.First = new Replica(sidecar, settings);
        replicas.Second = new Replica(await sidecar.StartBesideAsync(), settings);
        return replicas;
    }

    public static async Task<TwoReplicas> StartAsync(params (string Name, string Value)[] settings)
    {
        var replicas = await PrepareAsync(settings);
        await replicas.StartAsync();
        return replicas;
    }

    public async Task StartAsync()
    {
        await Task.WhenAll(First.StartAsync(), Second.StartAsync());
        serving = [First, Second];
    }

    /// <summary>The next replica in turn, as a load balancer gives it to a new request or connection.</summary>
    public ParleyHost Next()
    {
        var now = serving;
        return now[(uint)Interlocked.Increment(ref turn) % now.Length].Host;
    }

    /// <summary>kill -9; the load balancer notices at once, the sidecars a while later.</summary>
    public async Task KillAsync(Replica replica, Func<Task> meanwhile)
    {
        serving = [.. serving.Where(one => one != replica)];
        await replica.Host.KillAsync();
        await meanwhile();
        await replica.Sidecar.DetachAsync();
    }

    /// <summary>SIGTERM, after the load balancer was told.</summary>
    public async Task StopAsync(Replica replica)
    {
        serving = [.. serving.Where(one => one != replica)];
        await replica.StopAsync();
    }

    public async Task StartAgainAsync(Replica replica)
    {
        await replica.StartAsync();
        serving = [.. serving, replica];
    }

    /// <summary>What both have printed.</summary>
    public string Output() => $"First:\n{First.Host.Output}\nSecond:\n{Second.Host.Output}";

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        Directory.Delete(folder, recursive: true);
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
