using Dapr.Actors;
using Dapr.Actors.Client;
using Microsoft.Extensions.Logging;

namespace Parley.Sessions.Snapshots;

/// <summary>Holds back erasure for as long as somebody reads a snapshot.</summary>
public sealed partial class SnapshotHolds(IActorProxyFactory proxies, TimeProvider time, ILogger<SnapshotHolds> logger)
{
    private static readonly ActorProxyOptions Options = new() { RequestTimeout = TimeSpan.FromSeconds(30) };
    private static readonly TimeSpan Renewal = SnapshotsActor.Lease / 4;

    private readonly ISnapshotsActor actor =
        proxies.CreateActorProxy<ISnapshotsActor>(new ActorId(SnapshotsActor.TheOne), nameof(SnapshotsActor), Options);

    /// <summary>Runs what takes a snapshot and reads it.</summary>
    public async Task HoldAsync(string holdId, Func<Task> reading)
    {
        await actor.HoldAsync(holdId);
        using var over = new CancellationTokenSource();
        var renewing = RenewAsync(holdId, over.Token);
        try
        {
            await reading();
        }
        finally
        {
            await over.CancelAsync();
            await renewing;
            await TryAsync(() => actor.ReleaseAsync(holdId));
        }
    }

    private async Task RenewAsync(string holdId, CancellationToken over)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Renewal, time, over);
                await TryAsync(() => actor.HoldAsync(holdId));
            }
        }
        catch (OperationCanceledException)
        {
            // The reading is over.
        }
    }

    // A hold that could not be kept or released costs at worst a reading that sees that something is missing, or a late erasure.
    private async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception exception)
        {
            HoldFailed(logger, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A hold on snapshots could not be renewed or released: {Reason}")]
    private static partial void HoldFailed(ILogger logger, string reason);
}
