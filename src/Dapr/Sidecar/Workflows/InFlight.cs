namespace Dapr.Sidecar.Workflows;

/// <summary>Counts what runs, so that a stop can wait for it.</summary>
internal sealed class InFlight
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int running;
    private bool closed;

    /// <summary>False when nothing more may begin.</summary>
    public bool TryEnter()
    {
        lock (gate)
        {
            running += closed ? 0 : 1;
            return !closed;
        }
    }

    public void Leave()
    {
        lock (gate)
        {
            running--;
            SignalWhenEnded();
        }
    }

    /// <summary>Lets nothing more begin; ends when nothing runs.</summary>
    public Task CloseAsync()
    {
        lock (gate)
        {
            closed = true;
            SignalWhenEnded();
            return ended.Task;
        }
    }

    private void SignalWhenEnded()
    {
        if (closed && running == 0)
        {
            ended.TrySetResult();
        }
    }
}
