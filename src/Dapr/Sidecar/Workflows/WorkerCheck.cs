using Dapr.Sidecar.Callbacks;
using Microsoft.Extensions.Logging;

namespace Dapr.Sidecar.Workflows;

/// <summary>Looks whether the sidecar serves the stream of work items that was just opened. Dapr 1.18.3 may, when a worker goes, wait for
/// ever for a turn that was on its way to it, and takes no other worker meanwhile: the stream opens, and nothing comes. That it lets go of
/// when the application seems to have gone as well. If yet another worker came and went meanwhile, its end then stops the service of the
/// stream after it, and only a new stream helps.</summary>
internal sealed partial class WorkerCheck(SidecarRuntime sidecar, CallbackListener callbacks, TimeProvider time, ILogger<WorkerCheck> log)
{
    private const int MostTries = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // The probes, the moves of all actors away and back, and 8 s more where one of those gets stuck.
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(20);

    private int tries;

    /// <summary>Whether the stream is worth keeping: it is served, or nothing has helped those before it either.</summary>
    public async Task<bool> KeepsAsync(CancellationToken current)
    {
        await Task.Delay(Patience, time, current);
        var metadata = await LookAsync(current);
        if (!metadata.RunsWorkflows)
        {
            if (tries == MostTries)
            {
                return true;
            }

            tries++;
            LogIgnored();
            callbacks.PlayDead(metadata.AppConnectionProperties?.Health?.HealthThreshold ?? 0);
            await Task.Delay(Recovery, time, current);
            metadata = await LookAsync(current);
        }

        if (metadata.RunsWorkflows)
        {
            tries = 0;
        }

        return metadata.RunsWorkflows;
    }

    private async Task<SidecarMetadata> LookAsync(CancellationToken current)
    {
        while (true)
        {
            if (await sidecar.ReadMetadataAsync(current) is { } metadata)
            {
                return metadata;
            }

            await Task.Delay(Patience, time, current);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The sidecar sends no workflows, as if it waited for a worker that has gone; it is made to look at the application anew.")]
    private partial void LogIgnored();
}
