using Dapr.Workflow.History;

namespace Dapr.Workflow.Replay;

/// <summary>A step that the code asked for and that has not ended. Completing it runs the code that waits, at once and on this thread.</summary>
internal sealed record OpenTask(WorkflowAction Action, TaskCompletionSource<string?> Source);
