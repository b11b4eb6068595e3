using Dapr.Heartbeat;
using Microsoft.Extensions.Hosting;

namespace Dapr.Embedded;

/// <summary>Claims the stores before anything works on them, and gives them up when nothing does any more.</summary>
internal sealed class EmbeddedHeartbeat(EmbeddedRuntime runtime, RuntimeHeartbeat heartbeat) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (await heartbeat.BeginAsync(runtime.States, cancellationToken) is { } refusal)
        {
            throw new StartException(refusal);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => heartbeat.EndAsync();
}
