namespace Dapr.Workflow.Replay;

/// <summary>How the SDK's client reads a <see cref="WorkflowRetryPolicy"/>.</summary>
internal static class RetryPolicyExtensions
{
    /// <summary>Keeps the moment of a timer inside the calendar when a policy without a longest wait doubles for ever.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public static bool Allows(this WorkflowRetryPolicy policy, int attempt, TimeSpan elapsed) =>
        attempt <= policy.MaxNumberOfAttempts
        && (policy.RetryTimeout == Timeout.InfiniteTimeSpan || elapsed < policy.RetryTimeout);

    public static TimeSpan WaitAfter(this WorkflowRetryPolicy policy, int attempt)
    {
        var ticks = policy.FirstRetryInterval.Ticks * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        return TimeSpan.FromTicks((long)Math.Min(ticks, (policy.MaxRetryInterval ?? Longest).Ticks));
    }
}
