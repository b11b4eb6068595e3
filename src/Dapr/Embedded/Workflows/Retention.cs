using Dapr.Embedded.Workflows.History;
using Dapr.Workflow;
using Microsoft.Extensions.Logging;

namespace Dapr.Embedded.Workflows;

/// <summary>Purges ended instances when their time has come, many in a commit.</summary>
internal sealed partial class Retention : IDisposable
{
    private const int MostAtOnce = 128;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly InstanceStore store;
    private readonly RetentionSettings settings;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly DueQueue<string> queue;
    private readonly SemaphoreSlim sweeping = new(1, 1);

    public Retention(InstanceStore store, RetentionSettings settings, TimeProvider time, ILogger log)
    {
        this.store = store;
        this.settings = settings;
        this.time = time;
        this.log = log;
        queue = new DueQueue<string>(time, ids => _ = SweepAsync(ids));
    }

    public void Add(string id, InstanceDocument document)
    {
        var kept = document.Status == WorkflowRuntimeStatus.Completed ? settings.Completed : settings.Failed;
        var due = document.Updated.Ticks + kept.Ticks;

        // Rounded up to common moments, so that sweeps find many.
        queue.Add(id, new DateTimeOffset((due / Step.Ticks + 1) * Step.Ticks, TimeSpan.Zero));
    }

    /// <summary>Starts no more sweeps, and waits for the one that runs.</summary>
    public async Task StopAsync()
    {
        queue.Dispose();
        await sweeping.WaitAsync();
    }

    public void Dispose()
    {
        queue.Dispose();
        sweeping.Dispose();
    }

    private async Task SweepAsync(IReadOnlyList<string> ids)
    {
        await sweeping.WaitAsync();
        foreach (var some in ids.Chunk(MostAtOnce))
        {
            try
            {
                await store.PurgeAsync(some, CancellationToken.None);
            }
            catch (Exception exception)
            {
                LogPurgeFailed(exception, some.Length);
                foreach (var id in some)
                {
                    queue.Add(id, time.GetUtcNow() + Pause);
                }
            }
        }

        sweeping.Release();
    }

    [LoggerMessage(LogLevel.Warning, "{Count} ended workflow instances could not be purged; they are tried again.")]
    private partial void LogPurgeFailed(Exception exception, int count);
}
