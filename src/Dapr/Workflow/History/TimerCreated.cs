using System.Text.Json.Serialization;

namespace Dapr.Workflow.History;

/// <summary>The code created a timer.</summary>
internal sealed record TimerCreated(int Id, [property: JsonPropertyName("t")] DateTime FireAt) : WorkflowAction(Id)
{
    public override bool IsSameStep(WorkflowAction other) => other is TimerCreated timer && timer.Id == Id && timer.FireAt == FireAt;

    public override string ToString() => $"a timer until {FireAt:O}";
}
