namespace Dapr.Embedded.State.Sqlite;

/// <summary>Writes that are committed together or not at all, and the task of who waits for them.</summary>
internal sealed class Turn(IReadOnlyList<StateWrite> writes, long queued)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public IReadOnlyList<StateWrite> Writes => writes;

    /// <summary>The timestamp of its arrival.</summary>
    public long Queued => queued;

    /// <summary>The bytes of its values.</summary>
    public long Bytes { get; } = writes.Sum(write => (long)(write.Value?.Length ?? 0));

    /// <summary>Why its writes were refused.</summary>
    public DaprException? Refusal { get; set; }
}
