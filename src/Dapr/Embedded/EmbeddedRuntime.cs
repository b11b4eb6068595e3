using Dapr.Embedded.State;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Dapr.Embedded;

/// <summary>The runtime inside the application's process: its components, open from before the first hosted service starts until
/// after the last has stopped.</summary>
internal sealed class EmbeddedRuntime(IConfiguration configuration, TimeProvider time) : IHostedLifecycleService
{
    private readonly Dictionary<string, StateComponent> states = [];

    /// <summary>The application's id: the first part of every key.</summary>
    public string AppId { get; } = configuration["Dapr:AppId"] ?? configuration["APP_ID"] ?? "parley";

    /// <summary>The component that keeps reminders and workflow instances (<c>actorStateStore: "true"</c>).</summary>
    public StateComponent ActorStore => states.Values.First();

    /// <summary>The names of the publish/subscribe components.</summary>
    public IReadOnlyCollection<string> PubSubs => ["events"];

    /// <summary>A state component by name.</summary>
    /// <exception cref="DaprException">There is no such component.</exception>
    public StateComponent State(string name) =>
        states.TryGetValue(name, out var component) ? component : throw new DaprException($"There is no state component '{name}'.");

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        states["statestore"] = new StateComponent("statestore", new InMemoryStateStore(time), $"{AppId}||");
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        foreach (var component in states.Values)
        {
            await component.Store.DisposeAsync();
        }
    }
}
