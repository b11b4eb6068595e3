using Dapr.Workflow.History;
using Microsoft.Extensions.DependencyInjection;

namespace Dapr.Workflow.Replay;

/// <summary>One run of a workflow's code: over its history first, then turn by turn. Everything in it happens on the thread of the
/// turn, which must have neither a synchronisation context nor a task scheduler of its own.</summary>
/// <param name="history">The instance's history, to which turns are added.</param>
/// <param name="types">Makes the workflow.</param>
/// <param name="scope">Its scope, which ends with it.</param>
/// <param name="appId">This application.</param>
/// <param name="strayed">Called, on any thread, when the code goes on outside of a turn.</param>
internal sealed class WorkflowExecution(
    InstanceHistory history, WorkflowTypes types, AsyncServiceScope scope, string appId, Action strayed)
    : IAsyncDisposable
{
    private readonly ReplayContext context = new(history.Name, history.InstanceId, appId, strayed);
    private Task<object?>? code;

    /// <summary>How it ended; null while it waits for tasks of its context.</summary>
    public WorkflowOutcome? Outcome { get; private set; }

    public IReadOnlyDictionary<int, OpenTask> Open => context.Open;

    /// <summary>Whether the code went on outside of a turn, which no replay can repeat.</summary>
    public bool Strayed => context.Strayed;

    /// <summary>Brings the code to where history ends.</summary>
    public void Replay()
    {
        foreach (var turn in history.Turns)
        {
            var asked = Run(turn, replaying: true);
            if (code is { IsFaulted: true, Exception.InnerException: NotRegisteredException missing })
            {
                Outcome = WorkflowOutcome.Failed(Failure.Of(missing));
                return;
            }

            if (Difference(turn.Actions, asked) is { } difference)
            {
                Outcome = WorkflowOutcome.NonDeterministic(difference);
                return;
            }
        }

        Conclude();
    }

    /// <summary>Runs a turn that history does not hold yet, and adds it to the history.</summary>
    public void Turn(DateTime time, IReadOnlyList<WorkflowEvent> events)
    {
        var turn = new WorkflowTurn(time, events, []);
        history.Turns.Add(turn with { Actions = Run(turn, replaying: false) });
        Conclude();
    }

    /// <summary>Sets the outcome when there is one.</summary>
    public void Conclude() => Outcome ??= Judge();

    public ValueTask DisposeAsync() => scope.DisposeAsync();

    private IReadOnlyList<WorkflowAction> Run(WorkflowTurn turn, bool replaying)
    {
        context.BeginTurn(turn.Time, replaying);
        code ??= StartCode();
        foreach (var happened in turn.Events)
        {
            context.Apply(happened);
        }

        return context.EndTurn();
    }

    private Task<object?> StartCode()
    {
        var started = RunCodeAsync();
        started.ContinueWith(_ => context.IsTurn(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return started;
    }

    private async Task<object?> RunCodeAsync()
    {
        var workflow = types.CreateWorkflow(scope.ServiceProvider, history.Name);
        return await workflow.RunAsync(context, Payload.Read(history.Input, workflow.InputType));
    }

    private WorkflowOutcome? Judge()
    {
        if (context.Strayed)
        {
            return WorkflowOutcome.Strayed;
        }

        if (code!.IsCompleted)
        {
            return Ended(code);
        }

        return context.Open.Count > 0 ? null : WorkflowOutcome.NonDeterministic(
            "The workflow waits, and not for a task of its context: it awaited something such as Task.Delay, Task.Run or I/O, which a replay cannot repeat.");
    }

    private static WorkflowOutcome Ended(Task<object?> code)
    {
        try
        {
            return WorkflowOutcome.Completed(Payload.Write(code.GetAwaiter().GetResult()));
        }
        catch (Exception exception)
        {
            return WorkflowOutcome.Failed(Failure.Of(exception));
        }
    }

    private static string? Difference(IReadOnlyList<WorkflowAction> held, IReadOnlyList<WorkflowAction> asked)
    {
        for (var step = 0; step < Math.Max(held.Count, asked.Count); step++)
        {
            var was = held.ElementAtOrDefault(step);
            var now = asked.ElementAtOrDefault(step);
            if (was is null || now is null || !was.IsSameStep(now))
            {
                return $"At step {(was ?? now)!.Id} history holds {was?.ToString() ?? "nothing"}, but the code asked for {now?.ToString() ?? "nothing"}. "
                    + "The workflow's code changed while the instance ran, or it is not deterministic.";
            }
        }

        return null;
    }
}
