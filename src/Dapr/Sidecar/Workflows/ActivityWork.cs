using Dapr.Sidecar.Workflows.Wire;
using Dapr.Workflow.Replay;
using Failure = Dapr.Workflow.History.Failure;
using TaskCompleted = Dapr.Workflow.History.TaskCompleted;
using TaskFailed = Dapr.Workflow.History.TaskFailed;
using TaskScheduled = Dapr.Workflow.History.TaskScheduled;
using WorkflowEvent = Dapr.Workflow.History.WorkflowEvent;

namespace Dapr.Sidecar.Workflows;

/// <summary>Runs activities that the sidecar sends. One that it sends again while it still runs, as it does after a broken stream, is
/// not run twice: the one result answers every delivery.</summary>
/// <param name="activities">Runs one.</param>
/// <param name="hub">Takes results.</param>
/// <param name="completion">Hands them over.</param>
/// <param name="stopping">Ends the tries to do so.</param>
internal sealed class ActivityWork(ActivityInvoker activities, TaskHubClient hub, Completion completion, CancellationToken stopping)
    : IDisposable
{
    /// <summary>A sidecar takes messages of 4 MiB, if it is not told otherwise.</summary>
    private const int LargestResult = 2 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<ActivityKey, ActivityRun> runs = [];
    private readonly SemaphoreSlim slots = new(ActivityInvoker.MostAtOnce);
    private readonly CancellationTokenSource quiet = new();
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when nothing runs any more after <see cref="Quiesce"/>, and all results are handed over.</summary>
    public Task Drained => drained.Task;

    public void Take(ActivityRequest request, string completionToken)
    {
        var key = ActivityKey.Of(request);
        lock (gate)
        {
            if (quiet.IsCancellationRequested)
            {
                return;
            }

            if (runs.TryGetValue(key, out var known))
            {
                known.Deliver(completionToken);
                return;
            }

            var run = new ActivityRun();
            run.Deliver(completionToken);
            runs.Add(key, run);
            _ = Task.Run(() => RunAsync(key, run, request.ParentTraceContext?.TraceParent), CancellationToken.None);
        }
    }

    /// <summary>Starts no more activities; the sidecar sends them again, here or elsewhere.</summary>
    public void Quiesce()
    {
        lock (gate)
        {
            quiet.Cancel();
            SignalWhenDrained();
        }
    }

    public void Dispose()
    {
        quiet.Dispose();
        slots.Dispose();
    }

    private async Task RunAsync(ActivityKey key, ActivityRun run, string? traceParent)
    {
        try
        {
            var task = new TaskScheduled(key.TaskId, key.Name, string.IsNullOrEmpty(key.Input) ? null : key.Input);
            WorkflowEvent result;
            await slots.WaitAsync(quiet.Token);
            try
            {
                result = await activities.InvokeAsync(key.InstanceId, task, traceParent);
            }
            finally
            {
                slots.Release();
            }

            // What fails during a stop may have failed because of it; the sidecar sends it again.
            if (result is TaskCompleted || !quiet.IsCancellationRequested)
            {
                await CompleteAsync(key, run, Response(key, result));
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
        finally
        {
            lock (gate)
            {
                if (runs.TryGetValue(key, out var current) && current == run)
                {
                    runs.Remove(key);
                }

                SignalWhenDrained();
            }
        }
    }

    private async Task CompleteAsync(ActivityKey key, ActivityRun run, ActivityResponse response)
    {
        var answered = 0;
        do
        {
            await completion.SendAsync(
                $"activity {key.Name} of workflow instance {key.InstanceId}",
                cancellation =>
                {
                    lock (gate)
                    {
                        response.CompletionToken = run.CompletionToken;
                        answered = run.Deliveries;
                    }

                    return hub.CompleteAsync(response, cancellation);
                },
                () => true,
                stopping);
        }
        while (!Forget(key, run, answered));
    }

    /// <summary>Lets further deliveries be runs of their own, unless one came that is not answered.</summary>
    private bool Forget(ActivityKey key, ActivityRun run, int answered)
    {
        lock (gate)
        {
            return run.Deliveries == answered && runs.Remove(key);
        }
    }

    private void SignalWhenDrained()
    {
        if (quiet.IsCancellationRequested && runs.Count == 0)
        {
            drained.TrySetResult();
        }
    }

    private static ActivityResponse Response(ActivityKey key, WorkflowEvent result)
    {
        var response = new ActivityResponse { InstanceId = key.InstanceId, TaskId = key.TaskId };
        switch (result)
        {
            case TaskCompleted { Output: var output } when output is null || output.Length <= LargestResult:
                response.Result = output ?? "";
                break;
            case TaskCompleted { Output: var output }:
                response.Failure = new Failure(
                    "ActivityResultTooLarge", $"The result has {output!.Length} characters; {LargestResult} is the most.").ToWire();
                break;
            case TaskFailed { Failure: var failure }:
                response.Failure = failure.ToWire();
                break;
        }

        return response;
    }
}
