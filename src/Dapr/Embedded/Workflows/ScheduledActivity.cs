using Dapr.Workflow.History;

namespace Dapr.Embedded.Workflows;

/// <summary>An activity that history holds and that is to run.</summary>
internal sealed record ScheduledActivity(WorkflowInstance Instance, TaskScheduled Task, string? TraceParent);
