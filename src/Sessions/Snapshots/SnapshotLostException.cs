namespace Parley.Sessions.Snapshots;

/// <summary>A message of a snapshot is not in storage.</summary>
public sealed class SnapshotLostException(string message) : Exception(message);
