using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Snapshots;

public sealed class SnapshotsHead : IDocument
{
    public const string Key = "snapshots.head";

    // Sessions may live on another replica than this document's actor.
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(1);

    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("h")]
    public List<SnapshotHold> Holds { get; set; } = [];

    /// <summary>Whether a snapshot that is older than the deletion is still being read. Younger ones know nothing of what was deleted.</summary>
    public bool Need(Erasure erasure, DateTimeOffset now) => Holds.Exists(hold => hold.Until > now && hold.Since <= erasure.Since + ClockMargin);
}
