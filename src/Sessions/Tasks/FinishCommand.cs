namespace Parley.Sessions.Tasks;

/// <summary>Takes a task out of the queue for good, wherever it stands.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Lease">By which delivery; null for whichever is the latest, and for a task that never was delivered.</param>
public sealed record FinishCommand(long TaskId, long? Lease);
