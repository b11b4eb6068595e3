namespace Parley.Sessions.Documents;

/// <summary>The pages of a log: read without a turn, written in the same commit as their head.</summary>
public sealed class LogPages<T>(DocumentStore documents, string keyPrefix)
    where T : class, ILogItem
{
    /// <summary>Items at positions from..to, both inclusive, in order; costs the pages that it touches.</summary>
    public async Task<List<T>> ReadAsync(Log<T> log, long from, long to, CancellationToken cancellation = default)
    {
        from = Math.Max(from, 1);
        to = Math.Min(to, log.Count);
        var items = new List<T>((int)Math.Max(0, to - from + 1));
        var lastPaged = Math.Min(to, log.Paged);
        if (from <= lastPaged)
        {
            var (first, last) = (LogLimits.PageOf(from), LogLimits.PageOf(lastPaged));
            var keys = Enumerable.Range(0, (int)(last - first) + 1).Select(i => Key(first + i)).ToList();
            var pages = await documents.FindManyAsync<LogPage<T>>(keys, cancellation);
            for (var position = from; position <= lastPaged; position++)
            {
                var index = LogLimits.IndexOf(position);

                // A page that is gone belongs to a session that is being erased.
                if (log.Overlays?.GetValueOrDefault(position) is { } edited)
                {
                    items.Add(edited);
                }
                else if (pages.TryGetValue(Key(LogLimits.PageOf(position)), out var page) && index < page.Items.Count)
                {
                    items.Add(page.Items[index]);
                }
            }
        }

        for (var position = Math.Max(from, log.Paged + 1); position <= to; position++)
        {
            items.Add(log.Tail[(int)(position - log.Paged - 1)]);
        }

        return items;
    }

    /// <summary>Items at these positions, as far as there are such; costs the pages that it touches.</summary>
    public async Task<List<T>> ReadAtAsync(Log<T> log, IReadOnlyList<long> positions, CancellationToken cancellation = default)
    {
        var valid = positions.Where(position => position >= 1 && position <= log.Count).Distinct().ToList();
        var keys = valid.Where(position => log.Find(position) is null).Select(position => Key(LogLimits.PageOf(position))).Distinct().ToList();
        var pages = await documents.FindManyAsync<LogPage<T>>(keys, cancellation);
        var items = new List<T>(valid.Count);
        foreach (var position in valid)
        {
            if ((log.Find(position) ?? pages.GetValueOrDefault(Key(LogLimits.PageOf(position)))?.Items.ElementAtOrDefault(LogLimits.IndexOf(position))) is { } item)
            {
                items.Add(item);
            }
        }

        return items;
    }

    public async Task<T?> FindAsync(Log<T> log, long position, CancellationToken cancellation = default) =>
        position < 1 || position > log.Count ? null
        : log.Find(position) ?? (await ReadAsync(log, position, position, cancellation)).SingleOrDefault();

    /// <summary>Moves a full tail and full overlays into pages; the documents go into the commit of the head.</summary>
    public async Task<List<Document>> FoldAsync(Log<T> log)
    {
        var (flush, fold) = (log.TailIsFull, log.OverlaysAreFull);
        var paged = log.Paged;
        var changes = new SortedDictionary<long, T>();
        foreach (var (position, item) in fold ? log.Overlays! : [])
        {
            changes[position] = item;
        }

        for (var i = 0; flush && i < log.Tail.Count; i++)
        {
            changes[paged + 1 + i] = log.Tail[i];
        }

        var pages = new List<Document>();
        foreach (var group in changes.GroupBy(change => LogLimits.PageOf(change.Key)))
        {
            var key = Key(group.Key);
            var known = (int)Math.Clamp(paged - group.Key * LogLimits.PageSize, 0, LogLimits.PageSize);
            var page = (known > 0 ? await documents.FindAsync<LogPage<T>>(key) : null) ?? new LogPage<T>();
            if (page.Items.Count < known)
            {
                throw new DocumentFormatException($"Document '{key}' holds {page.Items.Count} items; its head counts {known}.");
            }

            page.Items.RemoveRange(known, page.Items.Count - known);
            foreach (var (position, item) in group)
            {
                var index = LogLimits.IndexOf(position);
                if (index < known)
                {
                    page.Items[index] = item;
                }
                else
                {
                    page.Items.Add(item);
                }
            }

            pages.Add(new Document(key, DocumentStore.Write(key, page)));
        }

        log.Overlays = fold ? null : log.Overlays;
        log.Tail = flush ? [] : log.Tail;
        return pages;
    }

    /// <summary>All items of these pages, whatever a head counts.</summary>
    public async Task<List<T>> ReadPagesAsync(IReadOnlyList<long> pages) =>
        [.. (await documents.FindManyAsync<LogPage<T>>([.. pages.Select(Key)])).Values.SelectMany(page => page.Items)];

    public string Key(long page) => $"{keyPrefix}.{page}";
}
