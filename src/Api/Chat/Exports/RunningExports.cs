using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Microsoft.Win32.SafeHandles;
using Parley.Sessions;
using Parley.Sessions.Snapshots;

namespace Parley.Api.Chat.Exports;

/// <summary>Runs exports into the spool, whoever listens or goes away, and keeps their number within its bound.</summary>
internal sealed partial class RunningExports(
    Spool spool,
    SnapshotHolds holds,
    IHostApplicationLifetime life,
    IOptions<ExportOptions> options,
    ILogger<RunningExports> logger) : IHostedService, IDisposable
{
    // Short exports end in time when the service is told to stop; long ones must not keep it.
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(8);

    private readonly ConcurrentDictionary<string, (ExportRun Run, Task Task)> runs = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource stop = new();
    private int running;

    public ExportRun? Find(string id) => runs.TryGetValue(id, out var entry) ? entry.Run : null;

    /// <returns>Null when as many run, or as much is kept, as may be.</returns>
    public ExportRun? TryStart(IExport export)
    {
        if (Interlocked.Increment(ref running) > options.Value.MaxRunning || spool.IsFull())
        {
            Interlocked.Decrement(ref running);
            return null;
        }

        var run = new ExportRun(Spool.NewId(), export, stop.Token);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        runs[run.Id] = (run, RunAsync(run, started.Task));
        started.SetResult();
        return run;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        life.ApplicationStopping.Register(() => stop.CancelAfter(StopGrace));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        await Task.WhenAll(runs.Values.Select(entry => entry.Task)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stop.Dispose();

    private async Task RunAsync(ExportRun run, Task started)
    {
        await started;
        try
        {
            await using var place = spool.Take(run.Id);
            await holds.HoldAsync(run.Id, () => RunAsync(run, place));
        }
        catch (Exception exception)
        {
            // What had begun was noted already; nothing else can be done about it than to say so.
            run.Refuse(exception);
        }
        finally
        {
            Interlocked.Decrement(ref running);
            runs.TryRemove(run.Id, out _);
        }
    }

    private async Task RunAsync(ExportRun run, SpoolPlace place)
    {
        SafeFileHandle? file = null;
        try
        {
            if (await run.Export.PrepareAsync(place.SnapshotPath, stop.Token))
            {
                file = await place.BeginAsync(run.Export.FileName, run.Export.ContentType, stop.Token);
                await WriteAsync(run, place, file);
            }
            else
            {
                run.Begin(null);
            }
        }
        finally
        {
            file?.Dispose();
            await run.Export.ReleaseAsync();
        }
    }

    private async Task WriteAsync(ExportRun run, SpoolPlace place, SafeFileHandle file)
    {
        await using var output = new SpoolStream(file, run.Advance);
        run.Output = output;
        run.Begin(place.DataPath);
        try
        {
            await run.Export.WriteAsync(output, stop.Token);
            await output.FlushAsync(stop.Token);
            await place.EndAsync(run.Summary with { Status = ExportStatus.Finished, Sha256 = output.Finish() });
            run.End(ExportStatus.Finished);
            Finished(logger, run.Id, output.Rows, output.Length);
        }
        catch (Exception exception)
        {
            Failed(logger, Outage.Is(exception) || stop.IsCancellationRequested ? null : exception, run.Id, output.Rows, exception.Message);
            run.End(ExportStatus.Failed);
            await place.EndAsync(run.Summary);
        }
    }

    [LoggerMessage(LogLevel.Information, "Export {Export} is finished: {Rows} rows, {Bytes} bytes.")]
    private static partial void Finished(ILogger logger, string export, long rows, long bytes);

    [LoggerMessage(LogLevel.Error, "Export {Export} failed after {Rows} rows: {Reason}")]
    private static partial void Failed(ILogger logger, Exception? exception, string export, long rows, string reason);
}
