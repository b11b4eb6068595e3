using System.Text.Json.Serialization;

namespace Dapr.Embedded.Workflows.History;

/// <summary>An activity threw.</summary>
internal sealed record TaskFailed(int Id, [property: JsonPropertyName("f")] Failure Failure) : WorkflowEvent(Id);
