using Dapr.Client;
using Dapr.Embedded;
using Dapr.Heartbeat;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Parley.Dapr.Tests.Heartbeat;

/// <summary>Two runtimes over one store.</summary>
public sealed class RuntimeHeartbeatTests : IAsyncLifetime
{
    private static readonly string[] Stores = ["statestore"];

    private readonly ComponentFolder folder = new();
    private readonly ManualTime time = new();
    private readonly Lifetime lifetime = new();
    private readonly List<RuntimeHeartbeat> started = [];
    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        folder.With("a.yaml", folder.Sqlite());
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Dapr:ResourcesPath", folder.Folder)]).Build();
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddSingleton<TimeProvider>(time);
        collection.AddLogging();
        collection.AddMetrics();
        collection.AddDaprClient();
        services = collection.BuildServiceProvider();
        await services.GetRequiredService<EmbeddedRuntime>().StartingAsync(default);
    }

    public async Task DisposeAsync()
    {
        started.ForEach(heartbeat => heartbeat.Dispose());
        await services.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData(RuntimeDocument.Embedded, RuntimeDocument.Sidecar, "is embedded")]
    [InlineData(RuntimeDocument.Sidecar, RuntimeDocument.Embedded, "is a sidecar")]
    public async Task While_one_way_lives_the_other_is_refused_with_its_holder_named(string first, string second, string way)
    {
        await BeginAsync(first);

        var refusal = await BeginAsync(second);

        Assert.Contains("'statestore'", refusal, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId} on ", refusal, StringComparison.Ordinal);
        Assert.Contains(way, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processes_of_one_way_share_a_store()
    {
        await BeginAsync(RuntimeDocument.Sidecar);

        Assert.Null(await BeginAsync(RuntimeDocument.Sidecar));
    }

    [Fact]
    public async Task One_that_was_killed_is_forgotten_and_the_other_way_begins()
    {
        await BeginAsync(RuntimeDocument.Embedded);
        started[0].Dispose();
        time.Silence();

        Assert.Null(await BeginAsync(RuntimeDocument.Sidecar));
    }

    [Fact]
    public async Task One_that_ended_is_not_waited_for()
    {
        await BeginAsync(RuntimeDocument.Embedded);
        await started[0].EndAsync();

        Assert.Null(await Heartbeat(RuntimeDocument.Sidecar).BeginAsync(Stores, default).WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task One_that_finds_the_other_on_its_store_stops_its_application()
    {
        await BeginAsync(RuntimeDocument.Embedded);
        await services.GetRequiredService<DaprClient>().SaveByteStateAsync(
            "statestore", RuntimeDocument.Key, new RuntimeDocument(1, RuntimeDocument.Sidecar, "another", 1).Write());

        time.Advance(TimeSpan.FromSeconds(5));

        try
        {
            await lifetime.Stopped.Task.WaitAsync(TimeSpan.FromSeconds(10));
        }
        finally
        {
            Environment.ExitCode = 0;
        }
    }

    // The clock moves until the start is decided.
    private async Task<string?> BeginAsync(string way)
    {
        var beginning = Heartbeat(way).BeginAsync(Stores, default);
        var deadline = Task.Delay(TimeSpan.FromSeconds(30));
        while (!beginning.IsCompleted)
        {
            Assert.False(deadline.IsCompleted, "A runtime was to be let in or refused once its patience is over.");
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.WhenAny(beginning, Task.Delay(5));
        }

        return await beginning;
    }

    private RuntimeHeartbeat Heartbeat(string way)
    {
        var heartbeat = new RuntimeHeartbeat(
            services.GetRequiredService<DaprClient>(), way, lifetime, time, NullLogger<RuntimeHeartbeat>.Instance);
        started.Add(heartbeat);
        return heartbeat;
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public TaskCompletionSource Stopped { get; } = new();

        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication() => Stopped.TrySetResult();
    }
}
