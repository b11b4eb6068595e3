using Dapr.Actors;

namespace Parley.Sessions.Snapshots;

/// <summary>Knows who reads snapshots; there is one.</summary>
public interface ISnapshotsActor : IActor
{
    /// <summary>Begins a hold, or renews it.</summary>
    Task HoldAsync(string holdId);

    Task ReleaseAsync(string holdId);
}
