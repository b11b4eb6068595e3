using System.Collections.Concurrent;
using Dapr.Sidecar.Workflows.Wire;
using Dapr.Workflow;
using Dapr.Workflow.History;
using Dapr.Workflow.Replay;
using Microsoft.Extensions.DependencyInjection;

namespace Dapr.Sidecar.Workflows;

/// <summary>Runs the turns of workflow instances, each by replaying all that came before it. It must be called on a thread of the pool,
/// where nothing redirects the code's awaits.</summary>
/// <param name="types">Makes workflows.</param>
/// <param name="scopes">Makes their scopes.</param>
/// <param name="metrics">Takes starts and ends.</param>
/// <param name="appId">This application.</param>
/// <param name="strayed">Called, on any thread, with an instance whose code goes on outside of its turns: it should be given another turn.</param>
internal sealed class TurnWork(
    WorkflowTypes types, IServiceScopeFactory scopes, WorkflowMetrics metrics, string appId, Action<string> strayed)
{
    /// <summary>Instances whose code went on after a turn had been answered; their next turn fails them.</summary>
    private readonly ConcurrentDictionary<string, bool> strays = new(StringComparer.Ordinal);

    /// <param name="instanceId">The instance.</param>
    /// <param name="past">What the sidecar has committed.</param>
    /// <param name="news">What happened since, and began this turn.</param>
    /// <returns>What the code asked for, or how the instance ended; nothing while it is suspended.</returns>
    public async Task<WorkflowResponse> RunAsync(string instanceId, IReadOnlyCollection<HistoryEvent> past, IReadOnlyCollection<HistoryEvent> news)
    {
        var response = new WorkflowResponse { InstanceId = instanceId };
        var reader = new HistoryReader();
        reader.ReadPast(past);
        var (time, events) = reader.ReadNew(news);
        if (reader.IsSuspended && !reader.IsTerminated)
        {
            return response;
        }

        var isFirst = reader.Turns.Count == 0;
        if (isFirst)
        {
            // What is known is of an instance that had this id before.
            strays.TryRemove(instanceId, out _);
        }

        var size = past.Concat(news).Sum(one => one.CalculateSize());
        var outcome = Refusal(reader, size);
        if (outcome is null)
        {
            var history = new InstanceHistory(instanceId, reader.Name!, reader.Input, reader.Turns);
            outcome = await RunAsync(history, time, events);
            response.Actions.Add(outcome is null ? history.Turns[^1].Actions.Select(action => action.ToWire(instanceId)) : []);
        }

        if (strays.TryRemove(instanceId, out _) && outcome is not { Status: WorkflowRuntimeStatus.Terminated })
        {
            outcome = WorkflowOutcome.Strayed;
        }

        if (outcome is null && size + response.CalculateSize() is var grown and > HistoryLimit.Bytes)
        {
            outcome = WorkflowOutcome.Failed(HistoryLimit.Exceeded(grown));
        }

        if (isFirst && reader.Name is { } started)
        {
            metrics.Instance(started, "started");
        }

        if (outcome is not null)
        {
            metrics.Instance(reader.Name ?? "", outcome.Status.ToString().ToLowerInvariant());
            response.Actions.Clear();
            response.Actions.Add(outcome.ToWire());
        }

        return response;
    }

    /// <summary>How the instance ends without its code; null when the code is to run.</summary>
    private static WorkflowOutcome? Refusal(HistoryReader reader, int size)
    {
        if (reader.IsTerminated)
        {
            return new WorkflowOutcome(WorkflowRuntimeStatus.Terminated, null, null);
        }

        if (reader.Name is null)
        {
            return WorkflowOutcome.Failed(new Failure("WorkflowNameMissing", "The instance's history does not say which workflow it runs."));
        }

        return size > HistoryLimit.Bytes ? WorkflowOutcome.Failed(HistoryLimit.Exceeded(size)) : null;
    }

    private async Task<WorkflowOutcome?> RunAsync(InstanceHistory history, DateTime time, IReadOnlyList<WorkflowEvent> events)
    {
        await using var execution = new WorkflowExecution(history, types, scopes.CreateAsyncScope(), appId, () => Stray(history.InstanceId));
        if (history.Turns.Count > 0)
        {
            execution.Replay();
        }

        if (execution.Outcome is null)
        {
            execution.Turn(time, events);
        }

        return execution.Outcome;
    }

    private void Stray(string instanceId)
    {
        if (strays.TryAdd(instanceId, true))
        {
            strayed(instanceId);
        }
    }
}
