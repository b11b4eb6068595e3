namespace Dapr.Workflow.History;

/// <summary>How much one instance may hold, on every runtime: payloads are ids, not contents.</summary>
internal static class HistoryLimit
{
    public const int Bytes = 256 * 1024;

    public static Failure Exceeded(int bytes) => new(
        "WorkflowTooLarge",
        $"The instance's history grew to {bytes} bytes; {Bytes} is the most. Pass ids instead of contents, or use more instances.");
}
