using Dapr.Workflow.History;

namespace Dapr.Workflow.Replay;

/// <summary>What an execution replays: how the instance started, and its turns, to which it adds.</summary>
internal sealed record InstanceHistory(string InstanceId, string Name, string? Input, IList<WorkflowTurn> Turns);
