using System.Text.Json.Serialization;

namespace Dapr.Workflow.History;

/// <summary>What happened to a step that the code asked for.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "k")]
[JsonDerivedType(typeof(TaskCompleted), "done")]
[JsonDerivedType(typeof(TaskFailed), "failed")]
[JsonDerivedType(typeof(TimerFired), "fired")]
internal abstract record WorkflowEvent([property: JsonPropertyName("i")] int Id);
