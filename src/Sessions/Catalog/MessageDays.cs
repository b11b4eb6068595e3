using Parley.Sessions.Documents;

namespace Parley.Sessions.Catalog;

/// <summary>The rows of all messages, by UTC day.</summary>
internal sealed class MessageDays(DocumentStore documents, SessionIndex sessions, int maxRows)
{
    private const int ShownDays = 30;

    private readonly SortedDictionary<int, Day> days = [];
    private long uses;

    public IEnumerable<int> Numbers => days.Keys;

    public async Task RestoreAsync()
    {
        var numbers = (await documents.FindAsync<DaysDocument>(DaysDocument.Key))?.Days ?? [];
        foreach (var chunk in numbers.Chunk(100))
        {
            var found = await documents.FindManyAsync<DayDocument>([.. chunk.Select(DayDocument.Key)]);
            foreach (var number in chunk)
            {
                if (found.TryGetValue(DayDocument.Key(number), out var document))
                {
                    days[number] = new Day(number, sessions);
                    days[number].Restore(document);
                }
            }
        }
    }

    /// <summary>The day of a message, with its rows, and whether it is the day's first.</summary>
    public async Task<(Day Day, bool IsNew)> DayOfAsync(DateTimeOffset createdAt)
    {
        var number = Day.NumberOf(createdAt);
        var isNew = !days.TryGetValue(number, out var day);
        day ??= days[number] = new Day(number, sessions);
        await NeedAsync(day);
        return (day, isNew);
    }

    /// <summary>Takes a deleted session's messages out; returns the days that this changed.</summary>
    public async Task<List<Day>> RemoveAsync(SessionEntry session)
    {
        var changed = new List<Day>();
        foreach (var day in Between(session.Summary.CreatedAt, session.Summary.LastActivityAt.AddMilliseconds(1)).ToList())
        {
            await NeedAsync(day);
            if (day.Remove(session.Ordinal))
            {
                changed.Add(day);
            }
        }

        return changed;
    }

    public async Task<MessagePage> ListAsync(MessageQuery query)
    {
        MessageOrder? after = null;
        if (query.Cursor is not null && (after = MessageOrder.Parse(query.Cursor)) is null)
        {
            return new MessagePage([], 0, null) { BadCursor = true };
        }

        if (query.SessionId is not null && sessions.Find(query.SessionId) is null or { Summary.Deleted: true })
        {
            return new MessagePage([], 0, null);
        }

        return query.Sort == MessageSort.CreatedAt ? await WalkAsync(query, after) : await SortAsync(query, after);
    }

    public async Task<(Counters Sum, List<DayCount> Days)> CountAsync(StatisticsQuery query)
    {
        Counters sum = default;
        var counts = new List<DayCount>();
        var rows = new MessageQuery(0) { RobotId = query.RobotId, Channel = query.Channel, From = query.From, Before = query.Before };
        foreach (var day in Between(query.From, query.Before).ToList())
        {
            var counters = IsWhole(day, rows) ? day.Sum(query.RobotId, query.Channel) : await SumAsync(day, rows);
            sum = sum.Plus(counters);
            if (counters.Messages > 0)
            {
                counts.Add(new DayCount(DateOnly.FromDayNumber(day.Number), counters.Messages));
            }
        }

        return (sum, [.. counts.TakeLast(ShownDays)]);
    }

    /// <summary>In the order of creation: days are walked as they come, and those whose sums say enough are not read.</summary>
    private async Task<MessagePage> WalkAsync(MessageQuery query, MessageOrder? after)
    {
        var candidates = DaysFor(query).ToList();
        if (!query.Ascending)
        {
            candidates.Reverse();
        }

        var skip = after is null ? (query.Page - 1) * query.PageSize : 0;
        var page = new List<(Row Row, MessageOrder Order)>();
        long total = 0;
        foreach (var day in candidates)
        {
            if (IsWhole(day, query) && query is { SenderId: null, SessionId: null, Type: null })
            {
                var count = day.Sum(query.RobotId, query.Channel).Messages;
                total += count;
                if (count == 0 || page.Count > query.PageSize || skip >= count || IsPassed(day, after, query.Ascending))
                {
                    skip -= Math.Min(skip, count);
                    continue;
                }

                await NeedAsync(day);
                foreach (var row in Matching(day, query).Where(row => IsAfter(row, day, after, query)))
                {
                    if (skip > 0)
                    {
                        skip--;
                    }
                    else if (page.Count <= query.PageSize)
                    {
                        page.Add((row, MessageOrder.Of(query.Sort, row, day)));
                    }
                    else
                    {
                        break;
                    }
                }

                continue;
            }

            await NeedAsync(day);
            foreach (var row in Matching(day, query))
            {
                total++;
                if (page.Count > query.PageSize || !IsAfter(row, day, after, query))
                {
                    continue;
                }

                if (skip > 0)
                {
                    skip--;
                }
                else
                {
                    page.Add((row, MessageOrder.Of(query.Sort, row, day)));
                }
            }
        }

        return Page(page, total, query);
    }

    private async Task<MessagePage> SortAsync(MessageQuery query, MessageOrder? after)
    {
        var skip = after is null ? (query.Page - 1) * query.PageSize : 0;
        var wanted = (int)Math.Min(int.MaxValue - 1, skip + query.PageSize + 1);
        var direction = query.Ascending ? 1 : -1;

        // Holds the first ones of the order, the last of them on top.
        var first = new PriorityQueue<Row, MessageOrder>(
            Comparer<MessageOrder>.Create((left, right) => direction * right.CompareTo(left)));
        long total = 0;
        foreach (var day in DaysFor(query).ToList())
        {
            await NeedAsync(day);
            foreach (var row in Matching(day, query))
            {
                total++;
                var order = MessageOrder.Of(query.Sort, row, day);
                if (after is { } cursor && direction * order.CompareTo(cursor) <= 0)
                {
                    continue;
                }

                if (first.Count < wanted)
                {
                    first.Enqueue(row, order);
                }
                else
                {
                    first.EnqueueDequeue(row, order);
                }
            }
        }

        var page = new List<(Row Row, MessageOrder Order)>();
        while (first.Count > skip && first.TryDequeue(out var row, out var order))
        {
            page.Add((row, order));
        }

        page.Reverse();
        return Page(page, total, query);
    }

    private MessagePage Page(List<(Row Row, MessageOrder Order)> page, long total, MessageQuery query)
    {
        var items = page.Take(query.PageSize).ToList();
        return new MessagePage(
            items.ConvertAll(item => new MessageLocation(sessions[item.Row.Ordinal].Summary.Id, item.Row.Sequence, item.Row.Number)),
            total,
            page.Count > query.PageSize ? items[^1].Order.ToString() : null);
    }

    private async Task<Counters> SumAsync(Day day, MessageQuery query)
    {
        await NeedAsync(day);
        return Matching(day, query).Aggregate(default(Counters), (sum, row) => sum.Plus(row.Count()));
    }

    private IEnumerable<Row> Matching(Day day, MessageQuery query)
    {
        var (robot, sender) = (Find(day, query.RobotId), Find(day, query.SenderId));
        if (robot < 0 || sender < 0)
        {
            return [];
        }

        var session = query.SessionId is null ? null : sessions.Find(query.SessionId);
        var from = query.From is { } since ? (since - day.Start).TotalMilliseconds : double.MinValue;
        var before = query.Before is { } until ? (until - day.Start).TotalMilliseconds : double.MaxValue;
        return (query.Ascending ? day.Ascending : day.Descending).Where(row =>
            row.CreatedAt >= from && row.CreatedAt < before
            && (robot is null || row.Robot == robot)
            && (sender is null || row.Sender == sender)
            && (session is null || row.Ordinal == session.Ordinal)
            && (query.Type is null || row.Type == query.Type)
            && (query.Channel is null || sessions[row.Ordinal].Summary.Channel == query.Channel));
    }

    /// <summary>The number of a text that is asked for; below 0 when no row can have it.</summary>
    private static int? Find(Day day, string? text) => text is null ? null : day.Texts.Find(text) ?? -1;

    private static bool IsAfter(Row row, Day day, MessageOrder? after, MessageQuery query) =>
        after is not { } cursor || (query.Ascending ? 1 : -1) * MessageOrder.Of(query.Sort, row, day).CompareTo(cursor) > 0;

    private static bool IsPassed(Day day, MessageOrder? after, bool ascending) =>
        after is { } cursor && (ascending
            ? day.Start.AddDays(1).ToUnixTimeMilliseconds() <= cursor.CreatedAt
            : day.Start.ToUnixTimeMilliseconds() > cursor.CreatedAt);

    private static bool IsWhole(Day day, MessageQuery query) =>
        (query.From is null || query.From <= day.Start) && (query.Before is null || query.Before >= day.Start.AddDays(1));

    private IEnumerable<Day> DaysFor(MessageQuery query)
    {
        if (query.SessionId is null || sessions.Find(query.SessionId) is not { Summary: var session })
        {
            return Between(query.From, query.Before);
        }

        var (created, ended) = (session.CreatedAt, session.LastActivityAt.AddMilliseconds(1));
        return Between(query.From > created ? query.From : created, query.Before < ended ? query.Before : ended);
    }

    private IEnumerable<Day> Between(DateTimeOffset? from, DateTimeOffset? before) =>
        days.Values.Where(day => (from is null || day.Start.AddDays(1) > from) && (before is null || day.Start < before));

    private async Task NeedAsync(Day day)
    {
        day.LastUse = ++uses;
        if (day.IsLoaded)
        {
            return;
        }

        await day.LoadAsync(documents);
        var held = days.Values.Sum(other => (long)other.RowCount);
        foreach (var other in days.Values.Where(other => other is { IsLoaded: true, IsChanged: false } && other != day).OrderBy(other => other.LastUse))
        {
            if (held <= maxRows)
            {
                break;
            }

            held -= other.RowCount;
            other.Unload();
        }
    }
}
