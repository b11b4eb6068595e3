using System.Runtime.InteropServices;

namespace Parley.Sessions.Catalog;

/// <summary>
/// All sessions in memory: in sets by what lists filter by, each in the order of lists. Robot, channel and status share a set
/// a combination, so that a filter by any of them merges few sets and counts none one by one.
/// </summary>
internal sealed class SessionIndex
{
    private readonly List<SessionEntry> entries = [];
    private readonly Dictionary<string, SessionEntry> byId = new(StringComparer.Ordinal);
    private readonly SortedSet<SessionEntry> all = new(SessionEntry.ByActivity);
    private readonly SortedSet<SessionEntry> created = new(SessionEntry.ByCreation);
    private readonly SortedSet<SessionEntry> expiring = new(SessionEntry.ByExpiry);
    private readonly SortedDictionary<int, Dictionary<(string RobotId, string Channel), int>> createdByDay = [];
    private readonly Dictionary<(string Channel, string RobotId, SessionStatus Status), SortedSet<SessionEntry>> groups = [];
    private readonly Dictionary<string, SortedSet<SessionEntry>> byUser = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<SessionEntry>> byTag = new(StringComparer.Ordinal);

    public int Count => entries.Count;

    public SessionEntry this[int ordinal] => entries[ordinal];

    public SessionEntry? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Owing sessions after an id, in the order of ids.</summary>
    public IEnumerable<string> Owing(string afterId) => byId.Values
        .Where(entry => entry.Summary is { Owes: true, Deleted: false } && string.CompareOrdinal(entry.Summary.Id, afterId) > 0)
        .Select(entry => entry.Summary.Id)
        .Order(StringComparer.Ordinal);

    /// <summary>Sessions that are over by their own lifetime, those first that are over for longest.</summary>
    public IEnumerable<string> Expired(DateTimeOffset now) =>
        expiring.TakeWhile(entry => entry.Summary.ExpiresAt <= now).Select(entry => entry.Summary.Id);

    /// <summary>Keeps a summary unless a later one is there. A conversation that follows a deleted one of the same id is a session of its own.</summary>
    public SessionEntry Put(SessionSummary summary)
    {
        if (byId.TryGetValue(summary.Id, out var known) && known.Summary.Generation == summary.Generation)
        {
            if (known.Summary.Version < summary.Version)
            {
                Leave(known);
                known.Summary = summary;
                Enter(known);
            }

            return known;
        }

        return Add(summary);
    }

    /// <summary>Adds what the next ordinal stands for.</summary>
    public SessionEntry Add(SessionSummary summary)
    {
        var entry = new SessionEntry(entries.Count, summary);
        if (byId.TryGetValue(summary.Id, out var former))
        {
            Leave(former);
        }

        entries.Add(entry);
        byId[summary.Id] = entry;
        Enter(entry);
        return entry;
    }

    public bool IsLatest(SessionEntry entry) => byId.GetValueOrDefault(entry.Summary.Id) == entry;

    public SessionPage List(SessionQuery query)
    {
        SessionCursor? cursor = null;
        if (query.Cursor is not null && (cursor = SessionCursor.Parse(query.Cursor)) is null)
        {
            return new SessionPage([], 0, null) { BadCursor = true };
        }

        var (candidates, total) = Candidates(query, cursor);
        var skip = cursor is null ? query.Skip : 0;
        var page = skip >= total ? [] : candidates.Where(entry => Meets(entry.Summary, query)).Skip((int)skip).Take(query.PageSize + 1).ToList();
        var items = page.Take(query.PageSize).ToList();
        return new SessionPage(
            [.. items.Select(entry => entry.Summary.Id)],
            total,
            page.Count > query.PageSize ? SessionCursor.Of(items[^1].Summary).ToString() : null);
    }

    public SessionScanPage Scan(SessionScan scan)
    {
        var last = (int)Math.Min((long)scan.From + SessionScan.MaxLooked, entries.Count);
        var found = new List<string>();
        var next = scan.From;
        for (; next < last && found.Count < scan.PageSize; next++)
        {
            if (IsLatest(entries[next]) && entries[next].Summary is { Deleted: false } session && scan.Meets(session.Channel, session.LastActivityAt))
            {
                found.Add(session.Id);
            }
        }

        return new SessionScanPage(found, next < entries.Count ? next : null);
    }

    /// <summary>How many sessions were created in a period; whole days are not counted one by one.</summary>
    public long CountCreated(StatisticsQuery query)
    {
        var sessions = new SessionQuery(1) { RobotId = query.RobotId, Channel = query.Channel, From = query.From, Before = query.Before };
        var count = 0L;
        foreach (var (day, groups) in createdByDay)
        {
            var start = new DateTimeOffset(DateOnly.FromDayNumber(day).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            var end = start.AddDays(1);
            if (query.From >= end || query.Before <= start)
            {
                continue;
            }

            count += query.From > start || query.Before < end
                ? Created(sessions with { From = Later(query.From, start), Before = Earlier(query.Before, end) }).LongCount(entry => Meets(entry.Summary, sessions))
                : groups.Where(group => (query.RobotId is null || query.RobotId == group.Key.RobotId) && (query.Channel is null || query.Channel == group.Key.Channel))
                    .Sum(group => (long)group.Value);
        }

        return count;
    }

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;

    /// <summary>Sessions among which those are that meet the query, from the cursor on, and how many meet it in all.</summary>
    private (IEnumerable<SessionEntry> Candidates, long Total) Candidates(SessionQuery query, SessionCursor? cursor)
    {
        if (query is { UserId: null, Tag: null, From: null, Before: null })
        {
            var matching = GroupsOf(query).ToList();
            return (
                matching.Count == groups.Count ? From(all, cursor) : Merge(matching.ConvertAll(set => From(set, cursor))),
                matching.Sum(set => (long)set.Count));
        }

        var sets = new List<SortedSet<SessionEntry>>();
        if (query.UserId is { } user)
        {
            sets.Add(byUser.GetValueOrDefault(user) ?? []);
        }

        if (query.Tag is { } tag)
        {
            sets.Add(byTag.GetValueOrDefault(tag) ?? []);
        }

        if (sets.MinBy(set => set.Count) is { } smallest)
        {
            return (From(smallest, cursor), smallest.LongCount(entry => Meets(entry.Summary, query)));
        }

        var inPeriod = Created(query).Where(entry => Meets(entry.Summary, query)).Order(SessionEntry.ByActivity).ToList();
        return (cursor is null ? inPeriod : inPeriod.Where(entry => cursor.IsBefore(entry)), inPeriod.Count);
    }

    private IEnumerable<SortedSet<SessionEntry>> GroupsOf(SessionQuery query) => groups
        .Where(group => (query.RobotId is null || query.RobotId == group.Key.RobotId)
            && (query.Channel is null || query.Channel == group.Key.Channel)
            && (query.Status is null || query.Status == group.Key.Status))
        .Select(group => group.Value);

    private SortedSet<SessionEntry> Created(SessionQuery query) =>
        created.Count == 0 || query.From > query.Before ? []
        : created.GetViewBetween(Bound(query.From ?? DateTimeOffset.MinValue), Bound(query.Before ?? DateTimeOffset.MaxValue));

    private static SessionEntry Bound(DateTimeOffset createdAt) => new(-1, new SessionSummary
    {
        Id = "",
        Version = 0,
        Channel = "",
        RobotId = "",
        CreatedAt = createdAt,
        LastActivityAt = createdAt,
    });

    private static IEnumerable<SessionEntry> From(SortedSet<SessionEntry> set, SessionCursor? cursor) =>
        cursor is null || set.Count == 0 ? set : set.GetViewBetween(cursor.ToEntry(), SessionCursor.End).Where(entry => cursor.IsBefore(entry));

    private static IEnumerable<SessionEntry> Merge(List<IEnumerable<SessionEntry>> sources)
    {
        var heads = new PriorityQueue<IEnumerator<SessionEntry>, SessionEntry>(SessionEntry.ByActivity);
        foreach (var source in sources)
        {
            Push(source.GetEnumerator());
        }

        while (heads.TryDequeue(out var next, out var entry))
        {
            yield return entry;
            Push(next);
        }

        void Push(IEnumerator<SessionEntry> source)
        {
            if (source.MoveNext())
            {
                heads.Enqueue(source, source.Current);
            }
        }
    }

    private static bool Meets(SessionSummary session, SessionQuery query) =>
        (query.RobotId is null || session.RobotId == query.RobotId)
        && (query.Channel is null || session.Channel == query.Channel)
        && (query.Status is null || session.Status == query.Status)
        && (query.UserId is null || session.UserId == query.UserId)
        && (query.Tag is null || session.Tags?.Contains(query.Tag) == true)
        && (query.From is null || session.CreatedAt >= query.From)
        && (query.Before is null || session.CreatedAt < query.Before);

    private void Enter(SessionEntry entry)
    {
        if (!entry.Summary.Deleted)
        {
            foreach (var set in SetsOf(entry.Summary))
            {
                set.Add(entry);
            }

            CountCreated(entry.Summary, 1);
        }
    }

    private void Leave(SessionEntry entry)
    {
        if (!entry.Summary.Deleted)
        {
            foreach (var set in SetsOf(entry.Summary))
            {
                set.Remove(entry);
            }

            CountCreated(entry.Summary, -1);
        }
    }

    private void CountCreated(SessionSummary session, int change)
    {
        var day = Day.NumberOf(session.CreatedAt);
        if (!createdByDay.TryGetValue(day, out var groups))
        {
            createdByDay[day] = groups = [];
        }

        CollectionsMarshal.GetValueRefOrAddDefault(groups, (session.RobotId, session.Channel), out _) += change;
    }

    private IEnumerable<SortedSet<SessionEntry>> SetsOf(SessionSummary session)
    {
        yield return all;
        yield return created;
        if (session.ExpiresAt is not null)
        {
            yield return expiring;
        }

        yield return Set(groups, (session.Channel, session.RobotId, session.Status));
        if (session.UserId is { } user)
        {
            yield return Set(byUser, user);
        }

        foreach (var tag in session.Tags ?? [])
        {
            yield return Set(byTag, tag);
        }
    }

    private static SortedSet<SessionEntry> Set<TKey>(Dictionary<TKey, SortedSet<SessionEntry>> sets, TKey key)
        where TKey : notnull
    {
        if (!sets.TryGetValue(key, out var set))
        {
            sets[key] = set = new SortedSet<SessionEntry>(SessionEntry.ByActivity);
        }

        return set;
    }
}
