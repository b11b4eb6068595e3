using Dapr.Sidecar.Workflows.Wire;
using Google.Protobuf.WellKnownTypes;

namespace Parley.Sidecar.Workflows;

/// <summary>A workflow instance as the sidecar keeps it: what is committed, what waits, and what was sent out.</summary>
internal sealed class HubInstance(string id, string name, DateTimeOffset created)
{
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public List<HistoryEvent> History { get; } = [];

    public List<HistoryEvent> Inbox { get; } = [];

    /// <summary>The turn that was sent out.</summary>
    public HubItem? Turn { get; set; }

    public ExecutionCompleted? End { get; private set; }

    public DateTimeOffset? Updated { get; private set; }

    public bool HasStarted => History.Count > 0;

    public Task Changed => changed.Task;

    public void Commit(IEnumerable<HistoryEvent> events, DateTimeOffset now)
    {
        foreach (var one in events)
        {
            History.Add(one);
            End = one.ExecutionCompleted ?? End;
        }

        Updated = now;
        var before = changed;
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        before.SetResult();
    }

    public InstanceState ToState() => new()
    {
        InstanceId = id,
        Name = name,
        Status = End?.Status ?? (HasStarted ? Status.Running : Status.Pending),
        Created = created.ToTimestamp(),
        LastUpdated = (Updated ?? created).ToTimestamp(),
        Output = End?.Result,
        Failure = End?.Failure,
    };
}
