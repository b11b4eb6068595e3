using Dapr.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dapr.Heartbeat;

/// <summary>Keeps the embedded runtime and sidecars off each other's stores: reminders and workflow instances of the one are not
/// the other's, and both would do the work. Several processes of one way share the document.</summary>
internal sealed partial class RuntimeHeartbeat(
    DaprClient client, string way, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<RuntimeHeartbeat> logger) : IDisposable
{
    /// <summary>How long a runtime counts as alive after its last beat.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private static readonly Dictionary<string, string> Lifetime = new() { ["ttlInSeconds"] = $"{Patience.TotalSeconds}" };

    private readonly string holder = $"process {Environment.ProcessId} on {Environment.MachineName}";
    private readonly CancellationTokenSource stop = new();
    private IReadOnlyList<string> stores = [];
    private Task beating = Task.CompletedTask;

    /// <summary>Claims stores, and keeps them claimed. Waits while the other runtime may still live.</summary>
    /// <returns>Why they cannot be had; null when they are claimed.</returns>
    public async Task<string?> BeginAsync(IReadOnlyList<string> claimed, CancellationToken cancellation)
    {
        foreach (var store in claimed)
        {
            if (await FindLivingAsync(store, cancellation) is { } other)
            {
                return Refusal(store, other);
            }
        }

        stores = claimed;
        foreach (var store in stores)
        {
            await BeatAsync(store, cancellation);
        }

        beating = KeepBeatingAsync();
        return null;
    }

    /// <summary>Gives the stores up, so that the other runtime need not wait.</summary>
    public async Task EndAsync()
    {
        await stop.CancelAsync();
        await beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var deadline = new CancellationTokenSource(Farewell);
        foreach (var store in stores)
        {
            try
            {
                if (await ReadAsync(store, deadline.Token) is { } document && document.Holder == holder)
                {
                    await client.ExecuteStateTransactionAsync(
                        store, [new StateTransactionRequest(RuntimeDocument.Key, null, StateOperationType.Delete)], cancellationToken: deadline.Token);
                }
            }
            catch (Exception exception) when (IsOutage(exception))
            {
                LogOutage(store, exception.Message);
            }
        }
    }

    public void Dispose() => stop.Dispose();

    private static string Refusal(string store, RuntimeDocument other) =>
        $"The state component '{store}' is in use by {other.Holder}, whose Dapr runtime is {(other.Way == RuntimeDocument.Sidecar ? "a sidecar" : other.Way)}. "
        + "One way at a time serves a store: stop that one first.";

    private static bool IsOutage(Exception exception) => exception is DaprException or HttpRequestException or OperationCanceledException;

    // One that beats shows it within an interval; one that was killed is forgotten when its document expires.
    private async Task<RuntimeDocument?> FindLivingAsync(string store, CancellationToken cancellation)
    {
        var first = await ReadOtherAsync(store, cancellation);
        var since = time.GetTimestamp();
        if (first is not null)
        {
            LogWait(store, first.Holder);
        }

        while (first is not null && time.GetElapsedTime(since) < Patience)
        {
            await Task.Delay(Glance, time, cancellation);
            var now = await ReadOtherAsync(store, cancellation);
            if (now is null || now.Beat != first.Beat)
            {
                return now;
            }
        }

        return null;
    }

    private async Task KeepBeatingAsync()
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stop.Token))
        {
            foreach (var store in stores)
            {
                try
                {
                    if (await ReadOtherAsync(store, stop.Token) is { } other)
                    {
                        LogConflict(Refusal(store, other));
                        Environment.ExitCode = 1;
                        lifetime.StopApplication();
                        return;
                    }

                    await BeatAsync(store, stop.Token);
                }
                catch (Exception exception) when (IsOutage(exception) && !stop.IsCancellationRequested)
                {
                    LogOutage(store, exception.Message);
                }
            }
        }
    }

    private Task BeatAsync(string store, CancellationToken cancellation) => client.SaveByteStateAsync(
        store,
        RuntimeDocument.Key,
        new RuntimeDocument(1, way, holder, time.GetUtcNow().Ticks).Write(),
        metadata: Lifetime,
        cancellationToken: cancellation);

    private async Task<RuntimeDocument?> ReadOtherAsync(string store, CancellationToken cancellation) =>
        await ReadAsync(store, cancellation) is { } document && document.Way != way ? document : null;

    private async Task<RuntimeDocument?> ReadAsync(string store, CancellationToken cancellation)
    {
        var (json, _) = await client.GetByteStateAndETagAsync(store, RuntimeDocument.Key, cancellationToken: cancellation);
        return RuntimeDocument.Read(json);
    }

    [LoggerMessage(LogLevel.Information, "{Store} was last served the other way, by {Holder}; waiting to see whether that still lives")]
    private partial void LogWait(string store, string holder);

    [LoggerMessage(LogLevel.Warning, "{Store} does not take the runtime's heartbeat: {Reason}")]
    private partial void LogOutage(string store, string reason);

    [LoggerMessage(LogLevel.Critical, "{Reason}")]
    private partial void LogConflict(string reason);
}
