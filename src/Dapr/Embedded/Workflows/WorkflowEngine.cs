using System.Diagnostics;
using Dapr.Embedded.State;
using Dapr.Embedded.Workflows.History;
using Dapr.Workflow;
using Dapr.Workflow.History;
using Dapr.Workflow.Replay;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dapr.Embedded.Workflows;

/// <summary>Workflows of the embedded runtime: takes up what the last process left, answers <see cref="DaprWorkflowClient"/>, and leaves
/// what has not ended to the next start.</summary>
internal sealed partial class WorkflowEngine : IWorkflowBackend, IHostedLifecycleService, IDisposable
{
    /// <summary>Part of the 20 s in which the whole application stops.</summary>
    private static readonly TimeSpan PatienceWithActivities = TimeSpan.FromSeconds(5);

    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly InstanceStore store;
    private readonly Retention retention;
    private readonly TurnRunner turns;
    private volatile bool stopping;

    public WorkflowEngine(
        EmbeddedRuntime runtime,
        WorkflowTypes types,
        WorkflowMetrics metrics,
        IServiceScopeFactory scopes,
        IConfiguration configuration,
        IHostApplicationLifetime lifetime,
        TimeProvider time,
        ILogger<WorkflowEngine> log)
    {
        this.time = time;
        this.log = log;
        store = new InstanceStore(runtime);
        retention = new Retention(ids => store.PurgeAsync(ids, CancellationToken.None), new RetentionSettings(configuration), time, log);
        turns = new TurnRunner(runtime, store, retention, types, scopes, metrics, time, log, lifetime.ApplicationStopping);
    }

    public async Task<string> ScheduleAsync(string name, string instanceId, object? input)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        if (stopping)
        {
            throw new DaprException("The workflow runtime is stopping.");
        }

        var now = time.GetUtcNow().UtcDateTime;
        var document = new InstanceDocument
        {
            Name = name,
            Input = Payload.Write(input),
            TraceParent = Activity.Current?.Id,
            Created = now,
            Updated = now,
        };

        await Task.Run(() => turns.StartAsync(instanceId, document));
        return instanceId;
    }

    public async Task<WorkflowState> GetAsync(string instanceId, CancellationToken cancellation) =>
        await store.ReadAsync(instanceId, cancellation) is { } document
            ? document.ToState()
            : new WorkflowState(null, WorkflowRuntimeStatus.Unknown, default, default, null, null);

    public async Task<WorkflowState> WaitAsync(string instanceId, CancellationToken cancellation)
    {
        while (await FindAsync(instanceId, cancellation) is { } instance)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, turns.Stopping);
            try
            {
                await instance.Ended.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new DaprException("The workflow runtime is stopping.");
            }
        }

        var state = await GetAsync(instanceId, cancellation);
        return state.Exists ? state : throw new InvalidOperationException($"There is no workflow instance '{instanceId}'.");
    }

    public async Task TerminateAsync(string instanceId, CancellationToken cancellation)
    {
        if (await FindAsync(instanceId, cancellation) is { } instance)
        {
            await Task.Run(() => turns.TerminateAsync(instance, cancellation), cancellation);
        }
    }

    public async Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation)
    {
        try
        {
            return await store.PurgeAsync([instanceId], cancellation) > 0;
        }
        catch (StateConflictException)
        {
            return false;
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await foreach (var (id, document, unreadable) in store.ScanAsync(cancellationToken))
        {
            switch (document)
            {
                case null:
                    LogUnreadable(unreadable, id);
                    break;
                case { HasEnded: true }:
                    retention.Add(id, document.Status, document.Updated);
                    break;
                default:
                    turns.Resume(id);
                    break;
            }
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        turns.Quiesce();
        return Task.CompletedTask;
    }

    /// <summary>Until here instances can be started: what the application still owes when it stops goes on with the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stopping = true;
        await turns.StopAsync(PatienceWithActivities);
        await retention.StopAsync();
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        turns.Dispose();
        retention.Dispose();
    }

    /// <summary>The instance in memory; null when it has ended or never was. One that only the store knows is taken up first.</summary>
    private async Task<WorkflowInstance?> FindAsync(string id, CancellationToken cancellation)
    {
        while (true)
        {
            if (turns.TryFind(id, out var instance))
            {
                return instance;
            }

            if (await store.ReadAsync(id, cancellation) is not { HasEnded: false })
            {
                return null;
            }

            turns.Resume(id);
        }
    }

    [LoggerMessage(LogLevel.Error, "Workflow instance {InstanceId} is left alone.")]
    private partial void LogUnreadable(Exception? exception, string instanceId);
}
