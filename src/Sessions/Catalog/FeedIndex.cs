namespace Parley.Sessions.Catalog;

/// <summary>Where the retained changes stand in the feed, by their names; and those whose segment is not written yet.</summary>
internal sealed class FeedIndex
{
    private readonly Dictionary<(string SessionId, long Version), long> bySession = [];
    private readonly Dictionary<(long Number, long Version), long> byMessage = [];
    private readonly List<FeedEntry> latest = [];
    private long firstHeld;

    public void StartAt(long position) => firstHeld = position;

    public void Add(FeedEntry entry, long position)
    {
        bySession[(entry.SessionId, entry.Version)] = position;
        if (entry.MessageVersion > 0)
        {
            byMessage[(entry.Number, entry.MessageVersion)] = position;
        }

        latest.Add(entry);
    }

    public long? Find(FeedKey key) =>
        (key.SessionId is { } session ? bySession.TryGetValue((session, key.Version), out var position) : byMessage.TryGetValue((key.Number, key.Version), out position))
            ? position
            : null;

    public FeedSegment Segment(long segment)
    {
        var from = (int)(segment * FeedSegment.Size - firstHeld);
        return new FeedSegment { Entries = latest.GetRange(from, Math.Min(FeedSegment.Size, latest.Count - from)) };
    }

    /// <summary>Lets go of what stands in whole segments below this position.</summary>
    public void Release(long position)
    {
        var from = position - position % FeedSegment.Size;
        if (from > firstHeld)
        {
            latest.RemoveRange(0, (int)(from - firstHeld));
            firstHeld = from;
        }
    }

    /// <summary>Forgets changes that the feed no longer has.</summary>
    public void Forget(IEnumerable<FeedEntry> entries)
    {
        foreach (var entry in entries)
        {
            bySession.Remove((entry.SessionId, entry.Version));
            byMessage.Remove((entry.Number, entry.MessageVersion));
        }
    }
}
