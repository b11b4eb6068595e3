using System.Text.Json.Serialization;

namespace Dapr.Workflow.History;

/// <summary>One turn: the events that woke the code, in their order, and what the code asked for. The first turn has no events.</summary>
internal sealed record WorkflowTurn(
    [property: JsonPropertyName("t")] DateTime Time,
    [property: JsonPropertyName("e")] IReadOnlyList<WorkflowEvent> Events,
    [property: JsonPropertyName("a")] IReadOnlyList<WorkflowAction> Actions);
