namespace Dapr.Workflow.Abstractions;

/// <summary>The name of a workflow or an activity.</summary>
public readonly record struct TaskIdentifier(string Name);
