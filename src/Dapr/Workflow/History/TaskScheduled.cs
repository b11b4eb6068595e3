using System.Text.Json.Serialization;

namespace Dapr.Workflow.History;

/// <summary>The code called an activity.</summary>
internal sealed record TaskScheduled(
    int Id,
    [property: JsonPropertyName("n")] string Name,
    [property: JsonPropertyName("d")] string? Input)
    : WorkflowAction(Id)
{
    public override bool IsSameStep(WorkflowAction other) =>
        other is TaskScheduled task && task.Id == Id && string.Equals(task.Name, Name, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"activity '{Name}'";
}
