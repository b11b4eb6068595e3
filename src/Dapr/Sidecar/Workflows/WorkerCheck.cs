using Dapr.Sidecar.Callbacks;
using Microsoft.Extensions.Logging;

namespace Dapr.Sidecar.Workflows;

/// <summary>Looks whether the sidecar counts this worker. Dapr 1.18.3 may, when a worker goes, wait for ever for a turn that was on its
/// way to it, and takes no other worker meanwhile: the stream opens, and nothing comes. That it lets go of when the application seems
/// to have gone as well.</summary>
internal sealed partial class WorkerCheck(SidecarRuntime sidecar, CallbackListener callbacks, ILogger<WorkerCheck> log)
{
    private const int Tries = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // The probes, the moves of all actors away and back, and 8 s more where one of those gets stuck.
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(20);

    /// <summary>Ends when the stream that was just opened counts, or nothing helped.</summary>
    public async Task RunAsync(CancellationToken current)
    {
        for (var tries = 0; tries < Tries;)
        {
            await Task.Delay(Patience, current);
            if (await sidecar.ReadMetadataAsync(current) is not { } metadata)
            {
                continue;
            }

            // Nobody connected is said by leaving it out.
            if (metadata.Workflows is { ConnectedWorkers: > 0 })
            {
                return;
            }

            LogIgnored();
            callbacks.PlayDead(metadata.AppConnectionProperties?.Health?.HealthThreshold ?? 0);
            tries++;
            await Task.Delay(Recovery, current);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The sidecar sends no workflows, as if it waited for a worker that has gone; it is made to look at the application anew.")]
    private partial void LogIgnored();
}
