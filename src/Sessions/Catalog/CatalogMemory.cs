using Parley.Sessions.Documents;

namespace Parley.Sessions.Catalog;

/// <summary>All that the catalog knows, and which documents do not have it yet, each since which journal.</summary>
internal sealed class CatalogMemory(DocumentStore documents, CatalogOptions options)
{
    private const int MaxDocuments = 64;

    private readonly Unwritten<long> blocks = new();
    private readonly Unwritten<Day> days = new();
    private readonly Unwritten<long> segments = new();
    private readonly Queue<(long Journal, long Position, int Sessions)> journals = [];
    private bool daysChanged;

    public SessionIndex Sessions { get; } = new();

    public FeedIndex Feed { get; } = new();

    public MessageDays Messages => messages ??= new MessageDays(documents, Sessions, options.MaxRows);

    private MessageDays? messages;

    public async Task LoadAsync(CatalogHead head)
    {
        var blockKeys = Enumerable.Range(0, (int)((head.FoldedSessions + SessionBlock.Size - 1) / SessionBlock.Size)).Select(block => SessionBlock.Key(block));
        await foreach (var block in documents.ReadAllAsync<SessionBlock>([.. blockKeys]))
        {
            foreach (var summary in block.Sessions.TakeWhile(_ => Sessions.Count < head.FoldedSessions))
            {
                Sessions.Add(summary);
            }
        }

        await Messages.RestoreAsync();
        await LoadFeedAsync(head);
        var keys = Enumerable.Range(0, (int)(head.NextJournal - head.FirstJournal)).Select(i => Journal.Key(head.FirstJournal + i)).ToList();
        var number = head.FirstJournal;
        await foreach (var journal in documents.ReadAllAsync<Journal>(keys))
        {
            await ApplyAsync(journal, number++);
        }
    }

    public async Task ApplyAsync(Journal journal, long number)
    {
        journals.Enqueue((number, journal.FirstPosition, Sessions.Count));
        var position = journal.FirstPosition;
        foreach (var update in journal.Updates)
        {
            var session = await PutAsync(update.Summary, number);
            foreach (var entry in update.Entries)
            {
                Feed.Add(Journal.ToFeed(update.Summary, entry), position);
                segments.Add(position / FeedSegment.Size, number);
                position++;
                if (entry.Row is { } row)
                {
                    var (day, isNew) = await Messages.DayOfAsync(row.CreatedAt);
                    daysChanged |= isNew;
                    if (day.Put(session.Summary.Deleted ? row with { Deleted = true } : row, session.Ordinal))
                    {
                        days.Add(day, number);
                    }
                }
            }
        }
    }

    /// <summary>Writes the oldest of what is only in journals, as much as a commit should carry, and drops journals that are not needed any more.</summary>
    public async Task<List<Document>> FoldAsync(CatalogHead head)
    {
        var writes = new List<Document>();
        while (head.NextJournal - OldestUnwritten(head) > options.FoldAfter && writes.Count < MaxDocuments)
        {
            var oldest = OldestUnwritten(head);
            if (blocks.Oldest == oldest)
            {
                var block = blocks.Take();
                writes.Add(Written(SessionBlock.Key(block), BlockOf(block)));
            }
            else if (segments.Oldest == oldest)
            {
                var segment = segments.Take();
                writes.Add(Written(FeedSegment.Key(segment), Feed.Segment(segment)));
            }
            else
            {
                writes.AddRange(days.Take().TakeChanges());
            }
        }

        if (writes.Count > 0 && daysChanged)
        {
            writes.Add(Written(DaysDocument.Key, new DaysDocument { Days = [.. Messages.Numbers] }));
            daysChanged = false;
        }

        writes.AddRange(DropJournals(head));
        writes.AddRange(await DropSegmentsAsync(head));
        return writes;
    }

    private static Document Written<T>(string key, T document)
        where T : IDocument => new(key, DocumentStore.Write(key, document));

    private long OldestUnwritten(CatalogHead head) => Math.Min(Math.Min(blocks.Oldest, days.Oldest), Math.Min(segments.Oldest, head.NextJournal));

    private List<Document> DropJournals(CatalogHead head)
    {
        var oldest = OldestUnwritten(head);
        var dropped = new List<Document>();
        while (head.FirstJournal < oldest)
        {
            dropped.Add(new Document(Journal.Key(head.FirstJournal++), null));
            journals.Dequeue();
        }

        (head.FoldedPosition, head.FoldedSessions) = journals.TryPeek(out var first)
            ? (first.Position, first.Sessions)
            : (head.NextPosition, Sessions.Count);
        Feed.Release(head.FoldedPosition);
        return dropped;
    }

    private async Task<List<Document>> DropSegmentsAsync(CatalogHead head)
    {
        var dropped = new List<Document>();
        while (head.FirstPosition + FeedSegment.Size <= Math.Min(head.FoldedPosition, head.NextPosition - options.Retain) && dropped.Count < MaxDocuments)
        {
            var key = FeedSegment.Key(head.FirstPosition / FeedSegment.Size);
            Feed.Forget((await documents.FindAsync<FeedSegment>(key))?.Entries ?? []);
            dropped.Add(new Document(key, null));
            head.FirstPosition += FeedSegment.Size;
        }

        return dropped;
    }

    private SessionBlock BlockOf(long block)
    {
        var first = (int)block * SessionBlock.Size;
        var count = Math.Min(SessionBlock.Size, Sessions.Count - first);
        return new SessionBlock { Sessions = [.. Enumerable.Range(first, count).Select(ordinal => Sessions[ordinal].Summary)] };
    }

    private async Task LoadFeedAsync(CatalogHead head)
    {
        var first = head.FirstPosition / FeedSegment.Size;
        var last = (head.FoldedPosition + FeedSegment.Size - 1) / FeedSegment.Size;
        Feed.StartAt(head.FirstPosition);
        var position = head.FirstPosition;
        var keys = Enumerable.Range(0, (int)(last - first)).Select(i => FeedSegment.Key(first + i)).ToList();
        await foreach (var segment in documents.ReadAllAsync<FeedSegment>(keys))
        {
            foreach (var entry in segment.Entries.TakeWhile(_ => position < head.FoldedPosition))
            {
                Feed.Add(entry, position++);
            }
        }

        Feed.Release(head.FoldedPosition);
    }

    private async Task<SessionEntry> PutAsync(SessionSummary summary, long journal)
    {
        var former = Sessions.Find(summary.Id);
        var session = Sessions.Put(summary);
        blocks.Add(session.Ordinal / SessionBlock.Size, journal);
        if (former is not null && (former != session || summary.Deleted))
        {
            foreach (var day in await Messages.RemoveAsync(former))
            {
                days.Add(day, journal);
            }
        }

        return session;
    }
}
