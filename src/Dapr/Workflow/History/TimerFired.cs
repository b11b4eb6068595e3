namespace Dapr.Workflow.History;

/// <summary>A timer's moment came.</summary>
internal sealed record TimerFired(int Id) : WorkflowEvent(Id);
