using System.Text.Json.Serialization;

namespace Dapr.Workflow.History;

/// <summary>An activity threw.</summary>
internal sealed record TaskFailed(int Id, [property: JsonPropertyName("f")] Failure Failure) : WorkflowEvent(Id);
