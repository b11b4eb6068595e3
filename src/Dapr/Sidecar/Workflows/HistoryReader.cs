using Dapr.Sidecar.Workflows.Wire;
using Dapr.Workflow.History;
using Google.Protobuf.WellKnownTypes;
using Kind = Dapr.Sidecar.Workflows.Wire.HistoryEvent.KindOneofCase;

namespace Dapr.Sidecar.Workflows;

/// <summary>Folds the sidecar's flat list of events into turns. While an instance is suspended no code runs: what happens then is held
/// for the turn that resumes it.</summary>
internal sealed class HistoryReader
{
    private readonly List<WorkflowEvent> held = [];
    private List<WorkflowAction> actions = [];
    private DateTime time;
    private bool inTurn;

    public string? Name { get; private set; }

    public string? Input { get; private set; }

    public bool IsTerminated { get; private set; }

    public bool IsSuspended { get; private set; }

    /// <summary>The turns in which code ran.</summary>
    public List<WorkflowTurn> Turns { get; } = [];

    /// <summary>Events that the sidecar has committed.</summary>
    public void ReadPast(IEnumerable<HistoryEvent> events)
    {
        Read(events);
        EndTurn();
    }

    /// <summary>Events of the turn that is to run.</summary>
    /// <returns>Its time, and what happened before it.</returns>
    public (DateTime Time, IReadOnlyList<WorkflowEvent> Events) ReadNew(IEnumerable<HistoryEvent> events)
    {
        Read(events);
        return (time, held);
    }

    private void Read(IEnumerable<HistoryEvent> events)
    {
        foreach (var one in events)
        {
            if (one.KindCase == Kind.TurnStarted)
            {
                EndTurn();
                Advance(one.Timestamp);
            }

            inTurn = true;
            Read(one);
        }
    }

    private void Read(HistoryEvent one)
    {
        switch (one.KindCase)
        {
            case Kind.ExecutionStarted:
                Name = one.ExecutionStarted.Name;
                Input = Text(one.ExecutionStarted.Input);
                if (time == default)
                {
                    Advance(one.Timestamp);
                }

                break;
            case Kind.ExecutionTerminated:
                IsTerminated = true;
                break;
            case Kind.ExecutionSuspended:
                IsSuspended = true;
                break;
            case Kind.ExecutionResumed:
                IsSuspended = false;
                break;
            case Kind.TaskCompleted:
                held.Add(new Dapr.Workflow.History.TaskCompleted(one.TaskCompleted.TaskScheduledId, Text(one.TaskCompleted.Result)));
                break;
            case Kind.TaskFailed:
                var failure = one.TaskFailed.Failure;
                held.Add(new Dapr.Workflow.History.TaskFailed(
                    one.TaskFailed.TaskScheduledId, new Failure(failure?.ErrorType ?? "", failure?.ErrorMessage ?? "")));
                break;
            case Kind.TimerFired:
                held.Add(new Dapr.Workflow.History.TimerFired(one.TimerFired.TimerId));
                break;
            case Kind.TaskScheduled:
                actions.Add(new Dapr.Workflow.History.TaskScheduled(one.EventId, one.TaskScheduled.Name, Text(one.TaskScheduled.Input)));
                break;
            case Kind.TimerCreated:
                actions.Add(new Dapr.Workflow.History.TimerCreated(one.EventId, one.TimerCreated.FireAt.ToDateTime()));
                break;
        }
    }

    private void EndTurn()
    {
        if (inTurn && (!IsSuspended || actions.Count > 0))
        {
            Turns.Add(new WorkflowTurn(time, [.. held], actions));
            held.Clear();
            actions = [];
        }

        inTurn = false;
    }

    // Time in a history never goes back, whatever the sidecars' clocks do.
    private void Advance(Timestamp? stamp)
    {
        if (stamp?.ToDateTime() is { } at && at > time)
        {
            time = at;
        }
    }

    // No value is the empty string there.
    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
