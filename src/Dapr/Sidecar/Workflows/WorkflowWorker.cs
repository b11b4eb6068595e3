using System.Collections.Concurrent;
using System.Diagnostics;
using Dapr.Sidecar.Grpc;
using Dapr.Sidecar.Workflows.Wire;
using Dapr.Workflow.History;
using Dapr.Workflow.Replay;
using Google.Protobuf.Collections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dapr.Sidecar.Workflows;

/// <summary>Runs the turns and activities that the sidecar sends, from when the application has started until it has stopped.</summary>
internal sealed partial class WorkflowWorker : IHostedLifecycleService, IDisposable
{
    /// <summary>The SDK's worker runs no more at once either.</summary>
    private const int MostTurnsAtOnce = 100;

    private const int MostPauses = 8;

    /// <summary>Part of the 20 s in which the whole application stops.</summary>
    private static readonly TimeSpan PatienceWithActivities = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan PatienceWithTurns = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<string, TurnDelivery> latest = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim slots = new(MostTurnsAtOnce);
    private readonly RecentTurns recent = new();
    private readonly InFlight inFlight = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskHubClient hub;
    private readonly ILogger log;
    private readonly WorkItemStream stream;
    private readonly Completion completion;
    private readonly TurnWork turns;
    private readonly ActivityWork activities;
    private readonly CompletedInstances completed;
    private Task reading = Task.CompletedTask;
    private Task finding = Task.CompletedTask;
    private long lastTaken = Stopwatch.GetTimestamp();

    public WorkflowWorker(
        TaskHubClient hub,
        WorkerCheck check,
        WorkflowTypes types,
        WorkflowMetrics metrics,
        IServiceScopeFactory scopes,
        IConfiguration configuration,
        TimeProvider time,
        ILogger<WorkflowWorker> log)
    {
        this.hub = hub;
        this.log = log;
        Stopping = stopping.Token;
        stream = new WorkItemStream(hub, check, log);
        completion = new Completion(log);
        var appId = configuration["Dapr:AppId"] ?? configuration["APP_ID"] ?? "parley";
        turns = new TurnWork(types, scopes, metrics, appId, instance => _ = WakeAsync(instance));
        activities = new ActivityWork(new ActivityInvoker(types, scopes, metrics, log), hub, completion, Stopping);
        completed = new CompletedInstances(hub, configuration, time, log, Stopping);
    }

    /// <summary>Cancelled when no work is done any more.</summary>
    public CancellationToken Stopping { get; }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        reading = stream.ReadAsync(Take, Stopping);
        finding = completed.FindAsync();
        return Task.CompletedTask;
    }

    /// <summary>The stream stays open until the activities that run have ended: a sidecar gives up what it has sent when it closes.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        activities.Quiesce();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken) =>
        await Task.WhenAny(activities.Drained, Task.Delay(PatienceWithActivities, cancellationToken));

    /// <summary>By now nothing schedules instances any more. What is about to be sent is waited for: a sidecar that wants to send a turn
    /// just when the stream closes takes no other stream until that turn is over (Dapr 1.18.3), which then is never.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        for (var pauses = 0; pauses < MostPauses && Stopwatch.GetElapsedTime(Volatile.Read(ref lastTaken)) < Quiet; pauses++)
        {
            await Task.Delay(Quiet, CancellationToken.None);
        }

        // A turn's answer that crosses with the stream's end could be taken for that of the turn which is sent instead.
        await Task.WhenAny(inFlight.CloseAsync(), Task.Delay(PatienceWithTurns, CancellationToken.None));
        await stopping.CancelAsync();
        await Task.WhenAll(reading, finding, completed.StopAsync());
    }

    public void Dispose()
    {
        activities.Dispose();
        completed.Dispose();
        slots.Dispose();
        stopping.Dispose();
    }

    private void Take(WorkItem item, CancellationToken current)
    {
        Volatile.Write(ref lastTaken, Stopwatch.GetTimestamp());
        switch (item.RequestCase)
        {
            case WorkItem.RequestOneofCase.Workflow when recent.TryAdd(TurnKey.Of(item)) && inFlight.TryEnter():
                var turn = new TurnDelivery(item, current);
                latest[turn.InstanceId] = turn;
                _ = Task.Run(() => TurnAsync(turn), CancellationToken.None);
                break;
            case WorkItem.RequestOneofCase.Activity:
                activities.Take(item.Activity, item.CompletionToken);
                break;
        }
    }

    private async Task TurnAsync(TurnDelivery turn)
    {
        try
        {
            await slots.WaitAsync(turn.Current);
            try
            {
                await CompleteAsync(turn, await RunAsync(turn.Request, turn.Current));
            }
            finally
            {
                slots.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The stream broke: the sidecar sends the turn again.
        }
        catch (Exception exception)
        {
            LogTurnFailed(exception, turn.InstanceId);
        }

        latest.TryRemove(KeyValuePair.Create(turn.InstanceId, turn));
        inFlight.Leave();
    }

    private async Task<WorkflowResponse> RunAsync(WorkflowRequest request, CancellationToken current)
    {
        try
        {
            return await turns.RunAsync(request.InstanceId, await PastAsync(request, current), request.NewEvents);
        }
        catch (Exception exception) when (exception is not RpcException && !current.IsCancellationRequested)
        {
            LogTurnFailed(exception, request.InstanceId);
            return new WorkflowResponse
            {
                InstanceId = request.InstanceId,
                Actions = { WorkflowOutcome.Failed(Failure.Of(exception)).ToWire() },
            };
        }
    }

    private async Task<RepeatedField<HistoryEvent>> PastAsync(WorkflowRequest request, CancellationToken current)
    {
        for (var failures = 0; request.RequiresHistoryStreaming; failures++)
        {
            try
            {
                return (await hub.GetHistoryAsync(request.InstanceId, current)).Events;
            }
            catch (RpcException failure) when (failure.IsTransient)
            {
                await BackOff.PauseAsync(failures, current);
            }
        }

        return request.PastEvents;
    }

    /// <summary>A turn that the sidecar has sent anew is not answered by its older delivery: that one may not know of all its events.</summary>
    private async Task CompleteAsync(TurnDelivery turn, WorkflowResponse response)
    {
        response.CompletionToken = turn.CompletionToken;
        await completion.SendAsync(
            $"a turn of workflow instance {turn.InstanceId}",
            cancellation => hub.CompleteAsync(response, cancellation),
            () => latest.TryGetValue(turn.InstanceId, out var one) && one == turn,
            turn.Current);
        if (response.Actions is [{ CompleteWorkflow.Status: Status.Completed }])
        {
            completed.Add(turn.InstanceId);
        }
    }

    private async Task WakeAsync(string instanceId)
    {
        LogStrayed(instanceId);
        try
        {
            await hub.WakeAsync(instanceId, Stopping);
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException)
        {
            // Its next turn fails it, whatever brings that about.
        }
    }

    [LoggerMessage(LogLevel.Error, "Workflow instance {InstanceId} went on outside of its turns and is failed.")]
    private partial void LogStrayed(string instanceId);

    [LoggerMessage(LogLevel.Error, "A turn of workflow instance {InstanceId} could not be run.")]
    private partial void LogTurnFailed(Exception exception, string instanceId);
}
