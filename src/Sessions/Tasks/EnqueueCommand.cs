namespace Parley.Sessions.Tasks;

/// <summary>Puts a task in line. One that is known already stays as it is.</summary>
/// <param name="TaskId">Made by the caller; not zero.</param>
/// <param name="Level">1 to 5; the highest goes first.</param>
public sealed record EnqueueCommand(long TaskId, int Level);
