using Dapr.Sidecar.Workflows.Wire;
using Google.Protobuf.WellKnownTypes;

namespace Dapr.Sidecar.Workflows;

/// <summary>Tells one sending of a turn from every other: a sidecar that begins a turn anew stamps it anew.</summary>
internal sealed record TurnKey(string InstanceId, string CompletionToken, Timestamp? Begun, int Past, int News)
{
    public static TurnKey Of(WorkItem item) => new(
        item.Workflow.InstanceId,
        item.CompletionToken,
        item.Workflow.NewEvents.LastOrDefault(one => one.TurnStarted is not null)?.Timestamp,
        item.Workflow.PastEvents.Count,
        item.Workflow.NewEvents.Count);
}
