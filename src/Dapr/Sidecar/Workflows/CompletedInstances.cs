using Dapr.Sidecar.Grpc;
using Dapr.Sidecar.Workflows.Wire;
using Dapr.Workflow;
using Dapr.Workflow.History;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Dapr.Sidecar.Workflows;

/// <summary>Purges instances some time after they completed. A sidecar can be told to do that itself, but Dapr 1.18.3 may die of it. What did
/// not complete is rare, and left to the sidecar.</summary>
internal sealed partial class CompletedInstances : IDisposable
{
    private const int MostAtOnce = 4;

    /// <summary>A sidecar that fails this often does not list at all: not every store can.</summary>
    private const int MostFailures = 8;

    /// <summary>Not at once: a sidecar that its application has just come back to has enough to do, and calls that wait for an instance
    /// hold up the moves of all.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly TaskHubClient hub;
    private readonly RetentionSettings settings;
    private readonly Retention retention;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly CancellationToken stopping;

    public CompletedInstances(TaskHubClient hub, IConfiguration configuration, TimeProvider time, ILogger log, CancellationToken stopping)
    {
        this.hub = hub;
        this.time = time;
        this.log = log;
        this.stopping = stopping;
        settings = new RetentionSettings(configuration);
        retention = new Retention(ids => EachAsync(ids, PurgeAsync), settings, time, log);
    }

    /// <summary>An instance completed just now, or will when the sidecar has taken in the answer of its last turn.</summary>
    public void Add(string instanceId) => Add(instanceId, time.GetUtcNow().UtcDateTime);

    /// <summary>Takes up those that completed for another process and are still there.</summary>
    public async Task FindAsync()
    {
        var pause = settings.Completed < LongestPause ? settings.Completed : LongestPause;
        await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (var failures = 0; !stopping.IsCancellationRequested; failures++)
        {
            try
            {
                await EachAsync((await hub.ListAsync(stopping)).InstanceIds, FindAsync);
                return;
            }
            catch (Exception) when (stopping.IsCancellationRequested || failures < MostFailures)
            {
                await BackOff.PauseAsync(failures, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception failure)
            {
                LogNotFound(failure);
                return;
            }
        }
    }

    public Task StopAsync() => retention.StopAsync();

    public void Dispose() => retention.Dispose();

    private void Add(string instanceId, DateTime completed) => retention.Add(instanceId, WorkflowRuntimeStatus.Completed, completed);

    private async Task FindAsync(string instanceId)
    {
        if (await hub.GetAsync(instanceId, stopping) is { State: { Status: Status.Completed } state })
        {
            Add(instanceId, state.LastUpdated.ToDateTime());
        }
    }

    private async Task PurgeAsync(string instanceId)
    {
        try
        {
            // Of one that is still there the sidecar has not taken in the last turn's answer.
            if (!await TryPurgeAsync(instanceId) && (await hub.GetAsync(instanceId, stopping)).Exists)
            {
                Add(instanceId);
            }
        }
        catch (OperationCanceledException)
        {
            // The next process finds it.
        }
    }

    private async Task<bool> TryPurgeAsync(string instanceId)
    {
        try
        {
            await hub.PurgeAsync(instanceId, stopping);
            return true;
        }
        catch (RpcException failure) when (!failure.IsTransient)
        {
            return false;
        }
    }

    private static Task EachAsync(IEnumerable<string> ids, Func<string, Task> handle) => Parallel.ForEachAsync(
        ids, new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce }, async (id, _) => await handle(id));

    [LoggerMessage(LogLevel.Warning, "The sidecar does not say which workflow instances completed before this start; they stay until they are purged by hand.")]
    private partial void LogNotFound(Exception exception);
}
