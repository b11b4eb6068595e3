using Dapr.Actors.Runtime;
using Parley.Sessions.Documents;
using Parley.Sessions.Turns;

namespace Parley.Sessions.Snapshots;

/// <summary>
/// Keeps the holds of all replicas in one document, which sessions read before they erase anything. A hold that is not renewed
/// lapses with the replica that had it.
/// </summary>
public sealed class SnapshotsActor(ActorHost host, DocumentStore documents, TimeProvider time)
    : TurnActor<SnapshotsHead>(host, documents), ISnapshotsActor
{
    public const string TheOne = "snapshots";

    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    protected override string HeadKey => SnapshotsHead.Key;

    public Task HoldAsync(string holdId) => TurnAsync(holdId, async holdId =>
    {
        var now = time.GetUtcNow();
        var known = Head.Holds.Find(hold => hold.Id == holdId);
        Head.Holds.RemoveAll(hold => hold.Id == holdId || hold.Until <= now);
        Head.Holds.Add(new SnapshotHold(holdId, known?.Since ?? now, now + Lease));
        await CommitAsync([]);
        return true;
    });

    public Task ReleaseAsync(string holdId) => TurnAsync(holdId, async holdId =>
    {
        if (Head.Holds.RemoveAll(hold => hold.Id == holdId) > 0)
        {
            await CommitAsync([]);
        }

        return true;
    });

    protected override SnapshotsHead NewHead() => new();
}
