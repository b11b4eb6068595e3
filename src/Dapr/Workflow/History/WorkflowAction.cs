using System.Text.Json.Serialization;

namespace Dapr.Workflow.History;

/// <summary>What workflow code asked for: one numbered step.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "k")]
[JsonDerivedType(typeof(TaskScheduled), "task")]
[JsonDerivedType(typeof(TimerCreated), "timer")]
internal abstract record WorkflowAction([property: JsonPropertyName("i")] int Id)
{
    /// <summary>Whether replayed code asked for the same step as history holds.</summary>
    public abstract bool IsSameStep(WorkflowAction other);

    public abstract override string ToString();
}
