namespace Dapr.Workflow;

/// <summary>How often and how soon a failed activity is tried again. The n-th wait is first interval x coefficient^n, from n = 0.</summary>
public class WorkflowRetryPolicy
{
    /// <summary>A policy.</summary>
    /// <param name="maxNumberOfAttempts">All tries, the first included; 1 or more.</param>
    /// <param name="firstRetryInterval">The wait before the second try; more than zero.</param>
    /// <param name="backoffCoefficient">What each wait is multiplied by; 1 or more.</param>
    /// <param name="maxRetryInterval">The longest wait; null for no limit, with a first interval of at most an hour.</param>
    /// <param name="retryTimeout">No try starts later than this after the first; null for no limit.</param>
    public WorkflowRetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumberOfAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1);
        if ((maxRetryInterval ?? TimeSpan.FromHours(1)) < firstRetryInterval)
        {
            throw new ArgumentOutOfRangeException(nameof(maxRetryInterval), maxRetryInterval, "It is shorter than the first interval.");
        }

        if (retryTimeout < firstRetryInterval && retryTimeout != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(nameof(retryTimeout), retryTimeout, "It is shorter than the first interval.");
        }

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval;
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    /// <summary>All tries, the first included.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>The wait before the second try.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>What each wait is multiplied by.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>The longest wait; null for no limit.</summary>
    public TimeSpan? MaxRetryInterval { get; }

    /// <summary>No try starts later than this after the first; infinite for no limit.</summary>
    public TimeSpan RetryTimeout { get; }
}
