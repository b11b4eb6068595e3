using System.Text.Json.Serialization;
using Dapr.Workflow;
using Dapr.Workflow.History;
using Dapr.Workflow.Replay;

namespace Dapr.Embedded.Workflows.History;

/// <summary>A workflow instance as it is stored: how it started, every turn, and how it ended.</summary>
internal sealed class InstanceDocument
{
    public const int CurrentVersion = 1;

    [JsonPropertyName("v")]
    public int Version { get; init; } = CurrentVersion;

    [JsonPropertyName("n")]
    public required string Name { get; init; }

    [JsonPropertyName("i")]
    public string? Input { get; set; }

    [JsonPropertyName("s")]
    public WorkflowRuntimeStatus Status { get; set; }

    /// <summary>The span that started it, as W3C writes it.</summary>
    [JsonPropertyName("tp")]
    public string? TraceParent { get; init; }

    [JsonPropertyName("c")]
    public required DateTime Created { get; init; }

    [JsonPropertyName("u")]
    public required DateTime Updated { get; set; }

    [JsonPropertyName("o")]
    public string? Output { get; set; }

    [JsonPropertyName("f")]
    public Failure? Failure { get; set; }

    [JsonPropertyName("h")]
    public List<WorkflowTurn> Turns { get; init; } = [];

    [JsonIgnore]
    public bool HasEnded => Status != WorkflowRuntimeStatus.Running;

    public void End(WorkflowRuntimeStatus status, DateTime time, string? output = null, Failure? failure = null)
    {
        Status = status;
        Updated = time;
        Output = output;
        Failure = failure;
    }

    /// <summary>The same turns, not a copy.</summary>
    public InstanceHistory ToHistory(string id) => new(id, Name, Input, Turns);

    public WorkflowState ToState() => new(Name, Status, Created, Updated, Failure?.ToDetails(), Output);
}
