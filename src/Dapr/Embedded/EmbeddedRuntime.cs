using Dapr.Embedded.Components;
using Dapr.Embedded.State;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dapr.Embedded;

/// <summary>The runtime inside the application's process: its components, open from before the first hosted service starts until
/// after the last has stopped.</summary>
internal sealed partial class EmbeddedRuntime(IConfiguration configuration, TimeProvider time, ILogger<EmbeddedRuntime> logger)
    : IHostedLifecycleService, IAsyncDisposable
{
    private ComponentSet components = ComponentSet.Empty;

    /// <summary>The application's id: the first part of every key.</summary>
    public string AppId { get; } = configuration["Dapr:AppId"] ?? configuration["APP_ID"] ?? "parley";

    /// <summary>The component that keeps reminders and workflow instances (<c>actorStateStore: "true"</c>).</summary>
    public StateComponent ActorStore => components.ActorStore;

    /// <summary>The names of the publish/subscribe components.</summary>
    public IReadOnlySet<string> PubSubs => components.PubSubs;

    /// <summary>The names of the state components.</summary>
    public IReadOnlyList<string> States => [.. components.States.Keys];

    /// <summary>A state component by name.</summary>
    /// <exception cref="DaprException">There is no such component.</exception>
    public StateComponent State(string name) =>
        components.States.TryGetValue(name, out var component)
            ? component
            : throw new DaprException($"There is no state component '{name}'.");

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(configuration["Dapr:ResourcesPath"] ?? "components");
        LogStart(AppId, folder);
        components = await ComponentSet.OpenAsync(folder, AppId, time);
        foreach (var line in components.Descriptions)
        {
            LogComponent(line);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => components.DisposeAsync().AsTask();

    /// <summary>Closes the stores also when the host failed to start, since it is then never stopped.</summary>
    public ValueTask DisposeAsync() => components.DisposeAsync();

    [LoggerMessage(LogLevel.Information, "Dapr runs embedded in this process as app {AppId}; its components come from {Folder}")]
    private partial void LogStart(string appId, string folder);

    [LoggerMessage(LogLevel.Information, "{Component}")]
    private partial void LogComponent(string component);
}
