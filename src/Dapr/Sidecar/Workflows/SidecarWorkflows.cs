using System.Collections.Concurrent;
using System.Diagnostics;
using Dapr.Sidecar.Grpc;
using Dapr.Sidecar.Workflows.Wire;
using Dapr.Workflow;

namespace Dapr.Sidecar.Workflows;

/// <summary>Answers <see cref="DaprWorkflowClient"/> by asking the sidecar.</summary>
internal sealed class SidecarWorkflows(TaskHubClient hub, WorkflowWorker worker) : IWorkflowBackend
{
    private readonly ConcurrentDictionary<string, Task> starting = new(StringComparer.Ordinal);

    public async Task<string> ScheduleAsync(string name, string instanceId, object? input)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        if (worker.Stopping.IsCancellationRequested)
        {
            throw new DaprException("The workflow runtime is stopping.");
        }

        // Who is refused finds the instance there.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (starting.GetOrAdd(instanceId, started.Task) is var first && first != started.Task)
        {
            await first;
            throw new DaprException(Exists(instanceId));
        }

        try
        {
            await StartAsync(name, instanceId, input);
            return instanceId;
        }
        finally
        {
            starting.TryRemove(instanceId, out _);
            started.SetResult();
        }
    }

    public async Task<Dapr.Workflow.WorkflowState> GetAsync(string instanceId, CancellationToken cancellation)
    {
        return await hub.GetAsync(instanceId, cancellation) is { Exists: true, State: { } state }
            ? new Dapr.Workflow.WorkflowState(
                state.Name,
                (WorkflowRuntimeStatus)state.Status,
                state.Created?.ToDateTimeOffset() ?? default,
                state.LastUpdated?.ToDateTimeOffset() ?? default,
                state.Failure is { } failed ? new WorkflowTaskFailureDetails(failed.ErrorType, failed.ErrorMessage) : null,
                state.Output)
            : new Dapr.Workflow.WorkflowState(null, WorkflowRuntimeStatus.Unknown, default, default, null, null);
    }

    public async Task<Dapr.Workflow.WorkflowState> WaitAsync(string instanceId, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, worker.Stopping);
        try
        {
            for (var failures = 0; ;)
            {
                try
                {
                    var state = await GetAsync(instanceId, either.Token);
                    if (!state.Exists)
                    {
                        throw new InvalidOperationException($"There is no workflow instance '{instanceId}'.");
                    }

                    if (state.IsWorkflowCompleted)
                    {
                        return state;
                    }

                    await hub.WaitAsync(instanceId, either.Token);
                    failures = 0;
                }
                catch (RpcException failure) when (failure.IsTransient)
                {
                    await BackOff.PauseAsync(failures++, either.Token);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new DaprException("The workflow runtime is stopping.");
        }
    }

    public async Task TerminateAsync(string instanceId, CancellationToken cancellation)
    {
        try
        {
            await hub.TerminateAsync(instanceId, cancellation);
        }
        catch (RpcException)
        {
            if (await GetAsync(instanceId, cancellation) is { Exists: true, IsWorkflowCompleted: false })
            {
                throw;
            }
        }
    }

    public async Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation)
    {
        try
        {
            return (await hub.PurgeAsync(instanceId, cancellation)).DeletedInstanceCount > 0;
        }
        catch (RpcException)
        {
            if (await GetAsync(instanceId, cancellation) is { IsWorkflowCompleted: true })
            {
                throw;
            }

            return false;
        }
    }

    private async Task StartAsync(string name, string instanceId, object? input)
    {
        // A sidecar refuses the id of an instance that runs; the id of one that has ended it may give away.
        var known = await GetAsync(instanceId, CancellationToken.None);
        if (known.Exists)
        {
            if (known.RuntimeStatus == WorkflowRuntimeStatus.Pending)
            {
                // Dapr 1.18.3 may keep an instance and forget to start it.
                await hub.WakeAsync(instanceId, CancellationToken.None);
            }

            throw new DaprException(Exists(instanceId));
        }

        try
        {
            await hub.StartAsync(new CreateInstanceRequest
            {
                InstanceId = instanceId,
                Name = name,
                Input = Dapr.Workflow.Replay.Payload.Write(input) ?? "",
                ParentTraceContext = Trace(),
            });
        }
        catch (RpcException failure)
        {
            throw new DaprException(
                IsTaken(failure) ? Exists(instanceId) : $"Workflow instance '{instanceId}' was not scheduled, or its start is not known. {failure.Message}",
                failure);
        }
    }

    // Releases differ in the status that they give it.
    private static bool IsTaken(RpcException failure) =>
        failure.Status == GrpcStatus.AlreadyExists || failure.Message.Contains("already exists", StringComparison.Ordinal);

    private static string Exists(string id) =>
        $"There is a workflow instance '{id}' already. One that has ended must be purged before its id is used again.";

    private static TraceContext? Trace() => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } span
        ? new TraceContext { TraceParent = id, TraceState = span.TraceStateString }
        : null;
}
