using Dapr.Actors.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Dapr.Embedded.Actors;

/// <summary>Ties the actors to the host's life. It is registered after the runtime, so its parts run after stores have opened and
/// before they close. It drains last of all, because the application's hosted services may call actors until they have stopped.</summary>
internal sealed class ActorHosting(
    EmbeddedActorRuntime actors, EmbeddedReminders reminders, IOptions<ActorRuntimeOptions> options, TimeProvider time)
    : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private Task sweeping = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => reminders.LoadAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _ = reminders.StartAsync(stop.Token);
        sweeping = DeactivateIdleAsync();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        reminders.Stop();
        return stop.CancelAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await sweeping.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await actors.StopAsync(options.Value.DrainOngoingCallTimeout ?? TimeSpan.FromSeconds(60), cancellationToken);
    }

    public void Dispose() => stop.Dispose();

    private async Task DeactivateIdleAsync()
    {
        var idle = options.Value.ActorIdleTimeout ?? TimeSpan.FromMinutes(60);
        using var timer = new PeriodicTimer(options.Value.ActorScanInterval ?? TimeSpan.FromSeconds(30), time);
        while (await timer.WaitForNextTickAsync(stop.Token))
        {
            await actors.DeactivateAsync(
                time.GetTimestamp() - (long)(idle.TotalSeconds * time.TimestampFrequency), stop.Token);
        }
    }
}
