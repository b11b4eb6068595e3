namespace Dapr.Embedded.State;

/// <summary>Writes that are committed together or not at all, and the task of who waits for them.</summary>
internal sealed class Turn(IReadOnlyList<StateWrite> writes, long queued)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public IReadOnlyList<StateWrite> Writes => writes;

    /// <summary>The timestamp of its arrival.</summary>
    public long Queued => queued;

    /// <summary>The bytes of its values.</summary>
    public long Bytes { get; } = writes.Sum(write => (long)(write.Value?.Length ?? 0));

    /// <summary>Where its only conditional write is, or -1 when there is none; null when there are several, or when another write
    /// has the same key, so that their order matters.</summary>
    public int? OnlyCondition { get; } = FindOnlyCondition(writes);

    /// <summary>Why its writes were refused.</summary>
    public DaprException? Refusal { get; set; }

    private static int? FindOnlyCondition(IReadOnlyList<StateWrite> writes)
    {
        var found = -1;
        for (var i = 0; i < writes.Count; i++)
        {
            if (!writes[i].IsConditional)
            {
                continue;
            }

            if (found >= 0)
            {
                return null;
            }

            found = i;
        }

        for (var i = 0; found >= 0 && i < writes.Count; i++)
        {
            if (i != found && writes[i].Key == writes[found].Key)
            {
                return null;
            }
        }

        return found;
    }
}
