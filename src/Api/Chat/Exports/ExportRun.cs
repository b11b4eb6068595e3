namespace Parley.Api.Chat.Exports;

/// <summary>An export that runs on this replica, for those who follow it.</summary>
internal sealed class ExportRun(string id, IExport export, CancellationToken stopping)
{
    private readonly TaskCompletionSource<string?> begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource pulse = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ExportStatus status;
    private long length;

    public string Id => id;

    public IExport Export => export;

    /// <summary>Cancelled when the service can wait for nobody any longer.</summary>
    public CancellationToken Stopping => stopping;

    /// <summary>Done when the snapshot is taken: where the bytes are, or null when there is nothing to export. Faults when that failed.</summary>
    public Task<string?> Begun => begun.Task;

    public SpoolStream? Output { get; set; }

    public ExportSummary Summary => new(status, Output?.Rows ?? 0, Interlocked.Read(ref length), null);

    public void Begin(string? dataPath) => begun.TrySetResult(dataPath);

    public void Advance(long bytes)
    {
        Interlocked.Exchange(ref length, bytes);
        Pulse();
    }

    public void End(ExportStatus ended)
    {
        status = ended;
        Pulse();
    }

    /// <summary>Ends it before it began.</summary>
    public void Refuse(Exception exception) => begun.TrySetException(exception);

    /// <summary>How far it is, and what tells that this is no longer so.</summary>
    public (long Length, ExportStatus Status, Task Changed) Observe()
    {
        // In this order nothing that comes after the look is missed.
        var changed = pulse.Task;
        var seen = status;
        return (Interlocked.Read(ref length), seen, changed);
    }

    private void Pulse()
    {
        var last = pulse;
        pulse = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        last.SetResult();
    }
}
