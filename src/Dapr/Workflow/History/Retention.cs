using Dapr.Workflow.Replay;
using Microsoft.Extensions.Logging;

namespace Dapr.Workflow.History;

/// <summary>Purges ended instances when their time has come, many at once.</summary>
internal sealed partial class Retention : IDisposable
{
    private const int MostAtOnce = 128;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly Func<IReadOnlyList<string>, Task> purge;
    private readonly RetentionSettings settings;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly DueQueue<string> queue;
    private readonly SemaphoreSlim sweeping = new(1, 1);

    /// <param name="purge">Purges instances; when it throws, the same ones are tried again.</param>
    /// <param name="settings">How long they are kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Hears of what failed.</param>
    public Retention(Func<IReadOnlyList<string>, Task> purge, RetentionSettings settings, TimeProvider time, ILogger log)
    {
        this.purge = purge;
        this.settings = settings;
        this.time = time;
        this.log = log;
        queue = new DueQueue<string>(time, ids => _ = SweepAsync(ids));
    }

    /// <param name="id">The instance.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="ended">When, in UTC.</param>
    public void Add(string id, WorkflowRuntimeStatus status, DateTime ended)
    {
        var kept = status == WorkflowRuntimeStatus.Completed ? settings.Completed : settings.Failed;
        var due = ended.Ticks + kept.Ticks;

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
                await purge(some);
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
