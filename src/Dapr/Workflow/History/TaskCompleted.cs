using System.Text.Json.Serialization;

namespace Dapr.Workflow.History;

/// <summary>An activity ended with an output.</summary>
internal sealed record TaskCompleted(int Id, [property: JsonPropertyName("d")] string? Output) : WorkflowEvent(Id);
