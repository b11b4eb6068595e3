using Dapr.Actors.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Dapr.Actors.Hosting;

/// <summary>Ties the actors to the host's life: lets go of idle ones, and drains last of all, because the application's hosted
/// services may call actors until they have stopped.</summary>
/// <remarks>It is registered after what its calls need, which therefore stops later.</remarks>
internal sealed class ActorHosting(ActorRuntime actors, IOptions<ActorRuntimeOptions> options, TimeProvider time)
    : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private Task sweeping = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        sweeping = DeactivateIdleAsync();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => stop.CancelAsync();

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
