using Parley.Sessions.Documents;

namespace Parley.Sessions.Snapshots;

/// <summary>Which messages a session has at one moment: those up to a sequence, without those that were deleted by then.</summary>
/// <param name="Head">Its head, with no more in it than identity, times and the log.</param>
/// <param name="Holes">The deleted messages; null when there are none.</param>
public sealed record SessionSnapshot(SessionHead Head, Holes? Holes)
{
    public long Count { get; } = Head.Messages.Count - (Holes?.CountUpTo(Head.Messages.Count) ?? 0);
}
