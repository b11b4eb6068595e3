using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Dapr.Embedded.State;
using Dapr.Embedded.Workflows.History;
using Dapr.Workflow;
using Dapr.Workflow.History;
using Dapr.Workflow.Replay;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dapr.Embedded.Workflows;

/// <summary>Runs the turns of all instances that have not ended: one at a time an instance, one commit a turn. Activities and timers
/// start when the commit that asked for them is durable. Turns run on threads of the pool only, where nothing redirects the code's awaits.</summary>
internal sealed partial class TurnRunner : IDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, WorkflowInstance> live = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();
    private readonly EmbeddedRuntime runtime;
    private readonly InstanceStore store;
    private readonly Retention retention;
    private readonly WorkflowTypes types;
    private readonly IServiceScopeFactory scopes;
    private readonly WorkflowMetrics metrics;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly ActivityRunner activities;
    private readonly DueQueue<(WorkflowInstance Instance, int TimerId)> timers;

    public TurnRunner(
        EmbeddedRuntime runtime,
        InstanceStore store,
        Retention retention,
        WorkflowTypes types,
        IServiceScopeFactory scopes,
        WorkflowMetrics metrics,
        TimeProvider time,
        ILogger log,
        CancellationToken applicationStopping)
    {
        this.runtime = runtime;
        this.store = store;
        this.retention = retention;
        this.types = types;
        this.scopes = scopes;
        this.metrics = metrics;
        this.time = time;
        this.log = log;
        activities = new ActivityRunner(new ActivityInvoker(types, scopes, metrics, log), PostAsync, applicationStopping);
        timers = new DueQueue<(WorkflowInstance Instance, int TimerId)>(time, due =>
        {
            foreach (var (instance, timerId) in due)
            {
                _ = Task.Run(() => PostAsync(instance, new TimerFired(timerId)));
            }
        });
    }

    /// <summary>Cancelled when the application stops.</summary>
    public CancellationToken Stopping => stopping.Token;

    public bool TryFind(string id, [MaybeNullWhen(false)] out WorkflowInstance instance) => live.TryGetValue(id, out instance);

    /// <summary>Runs the first turn and writes it with the instance's start.</summary>
    /// <exception cref="DaprException">There is an instance of that id, or the store failed.</exception>
    public async Task StartAsync(string id, InstanceDocument document)
    {
        var instance = new WorkflowInstance(id) { Document = document };
        await instance.Gate.WaitAsync();
        if (!live.TryAdd(id, instance))
        {
            throw Exists(id, null);
        }

        metrics.Running(1);
        try
        {
            instance.Execution = NewExecution(instance);
            instance.Execution.Turn(document.Created, []);
            Conclude(instance);
            await store.CreateAsync(id, document);
            metrics.Instance(document.Name, "started");
            await ContinueAsync(instance);
        }
        catch (StateConflictException conflict)
        {
            await LeaveAsync(instance);

            // The one in the store may have been passed over at the start of the process, while this one held its place.
            if (await store.ReadAsync(id, stopping.Token) is { HasEnded: false })
            {
                Resume(id);
            }

            throw Exists(id, conflict);
        }
        catch (Exception)
        {
            // The commit may have happened all the same; then the instance runs.
            await instance.DropAsync();
            _ = Task.Run(() => ProcessAsync(instance), CancellationToken.None);
            throw;
        }
        finally
        {
            instance.Gate.Release();
        }
    }

    /// <summary>Takes up an instance that the store holds.</summary>
    public void Resume(string id)
    {
        var instance = new WorkflowInstance(id);
        if (live.TryAdd(id, instance))
        {
            metrics.Running(1);
            _ = Task.Run(() => ProcessAsync(instance), CancellationToken.None);
        }
    }

    public async Task TerminateAsync(WorkflowInstance instance, CancellationToken cancellation)
    {
        await instance.Gate.WaitAsync(cancellation);
        try
        {
            if (instance.HasEnded || !await LoadAsync(instance))
            {
                return;
            }

            instance.Document!.End(WorkflowRuntimeStatus.Terminated, Now(instance.Document));
            await store.WriteAsync(instance.Id, instance.Document);
            await ContinueAsync(instance);
        }
        catch (Exception)
        {
            await instance.DropAsync();
            _ = Task.Run(() => ProcessAsync(instance), CancellationToken.None);
            throw;
        }
        finally
        {
            instance.Gate.Release();
        }
    }

    /// <summary>Starts no more activities and fires no more timers.</summary>
    public void Quiesce()
    {
        timers.Dispose();
        activities.Quiesce();
    }

    /// <summary>Waits up to <paramref name="patience"/> for the activities that run, and lets no turn begin after that.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        await Task.WhenAny(activities.Drained, Task.Delay(patience, time));
        await stopping.CancelAsync();
        foreach (var instance in live.Values)
        {
            await instance.Gate.WaitAsync();
            await instance.DropAsync();
            instance.Gate.Release();
        }
    }

    public void Dispose()
    {
        timers.Dispose();
        stopping.Dispose();
    }

    private async Task PostAsync(WorkflowInstance instance, WorkflowEvent happened)
    {
        instance.Post(happened);
        await ProcessAsync(instance);
    }

    private async Task ProcessAsync(WorkflowInstance instance)
    {
        await instance.Gate.WaitAsync();
        for (var failures = 0; !stopping.IsCancellationRequested && !instance.HasEnded && HasWork(instance);)
        {
            try
            {
                await TurnAsync(instance);
                failures = 0;
            }
            catch (Exception exception)
            {
                LogTurnFailed(exception, instance.Id);
                await instance.DropAsync();
                await PauseAsync(failures++);
            }
        }

        instance.Gate.Release();
    }

    private static bool HasWork(WorkflowInstance instance) => instance.Execution is not { Strayed: false } || instance.HasEvents;

    private async Task TurnAsync(WorkflowInstance instance)
    {
        if (!await LoadAsync(instance))
        {
            return;
        }

        var document = instance.Document!;
        var execution = instance.Execution!;
        var happened = instance.Events();
        List<WorkflowEvent> news = [.. happened.Where(one => execution.Open.ContainsKey(one.Id))];
        execution.Conclude();
        if (execution.Outcome is null && news.Count > 0)
        {
            document.Updated = Now(document);
            execution.Turn(document.Updated, news);
        }

        if (Conclude(instance) || news.Count > 0)
        {
            await store.WriteAsync(instance.Id, document);
        }

        instance.Forget(happened.Count);
        await ContinueAsync(instance);
    }

    /// <summary>Reads and replays the instance when it is not in memory; false when there is nothing left to run.</summary>
    private async Task<bool> LoadAsync(WorkflowInstance instance)
    {
        instance.Document ??= await store.ReadAsync(instance.Id, stopping.Token);
        if (instance.Document is not { HasEnded: false })
        {
            if (instance.Document is { } ended)
            {
                retention.Add(instance.Id, ended.Status, ended.Updated);
            }

            await LeaveAsync(instance);
            return false;
        }

        if (instance.Execution is null)
        {
            instance.Execution = NewExecution(instance);
            instance.Execution.Replay();
        }

        return true;
    }

    private WorkflowExecution NewExecution(WorkflowInstance instance) =>
        new(instance.Document!.ToHistory(instance.Id), types, scopes.CreateAsyncScope(), runtime.AppId, () => _ = Task.Run(() => ProcessAsync(instance)));

    private bool Conclude(WorkflowInstance instance)
    {
        if (instance.Execution!.Outcome is not { } outcome)
        {
            return false;
        }

        var document = instance.Document!;
        document.End(outcome.Status, Now(document), outcome.Output, outcome.Failure);
        return true;
    }

    /// <summary>What follows a commit: the instance leaves when it has ended, else what its code asked for begins.</summary>
    private async Task ContinueAsync(WorkflowInstance instance)
    {
        var document = instance.Document!;
        if (document.HasEnded)
        {
            metrics.Instance(document.Name, document.Status.ToString().ToLowerInvariant());
            RuntimeTraces.AddInstance(instance.Id, document);
            retention.Add(instance.Id, document.Status, document.Updated);
            await LeaveAsync(instance);
            return;
        }

        foreach (var (id, task) in instance.Execution!.Open)
        {
            if (!instance.Started.Add(id))
            {
                continue;
            }

            switch (task.Action)
            {
                case TaskScheduled activity:
                    activities.Enqueue(new ScheduledActivity(instance, activity, document.TraceParent));
                    break;
                case TimerCreated timer:
                    timers.Add((instance, id), timer.FireAt);
                    break;
            }
        }
    }

    private async Task LeaveAsync(WorkflowInstance instance)
    {
        await instance.DropAsync();
        live.TryRemove(instance.Id, out _);
        metrics.Running(-1);
        instance.SignalEnd();
    }

    /// <summary>Time in a history never goes back, whatever the clock does.</summary>
    private DateTime Now(InstanceDocument document)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now > document.Updated ? now : document.Updated;
    }

    private async Task PauseAsync(int failures)
    {
        var pause = ShortestPause * Math.Pow(2, Math.Min(failures, 10));
        await Task.Delay(pause < LongestPause ? pause : LongestPause, time, stopping.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static DaprException Exists(string id, Exception? conflict)
    {
        var text = $"There is a workflow instance '{id}' already. One that has ended must be purged before its id is used again.";
        return conflict is null ? new DaprException(text) : new DaprException(text, conflict);
    }

    [LoggerMessage(LogLevel.Error, "A turn of workflow instance {InstanceId} could not be committed; it is read and tried again.")]
    private partial void LogTurnFailed(Exception exception, string instanceId);
}
