namespace Dapr.Workflow;

/// <summary>Where a workflow instance stands.</summary>
public enum WorkflowRuntimeStatus
{
    /// <summary>Not known: there is no such instance.</summary>
    Unknown = -1,

    /// <summary>Started and not ended.</summary>
    Running = 0,

    /// <summary>Ended with an output.</summary>
    Completed = 1,

    /// <summary>Ended and begun anew with another input.</summary>
    ContinuedAsNew = 2,

    /// <summary>Ended with a failure.</summary>
    Failed = 3,

    /// <summary>Cancelled.</summary>
    Canceled = 4,

    /// <summary>Ended by a terminate call.</summary>
    Terminated = 5,

    /// <summary>Accepted, not started.</summary>
    Pending = 6,

    /// <summary>Held.</summary>
    Suspended = 7,

    /// <summary>Held by the runtime because it cannot go on.</summary>
    Stalled = 8,
}
