using Dapr.Embedded.Workflows.History;

namespace Dapr.Embedded.Workflows;

/// <summary>A step that the code asked for and that has not ended. Completing it runs the code that waits, at once and on this thread.</summary>
internal sealed record OpenTask(WorkflowAction Action, TaskCompletionSource<string?> Source);
