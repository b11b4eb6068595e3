using System.Runtime.InteropServices;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Catalog;

/// <summary>One UTC day: its sums always, its rows once somebody needs them.</summary>
internal sealed class Day(int number, SessionIndex sessions)
{
    private static readonly Comparer<(int CreatedAt, long Number, int Index)> ByCreation = Comparer<(int CreatedAt, long Number, int Index)>.Create(
        (left, right) => left.CreatedAt != right.CreatedAt ? left.CreatedAt.CompareTo(right.CreatedAt) : left.Number.CompareTo(right.Number));

    private readonly Dictionary<(string RobotId, string Channel), Counters> groups = [];
    private readonly SortedSet<int> changed = [];
    private List<Row> rows = [];
    private Texts texts = new();
    private Dictionary<long, int> byNumber = [];
    private List<(int CreatedAt, long Number, int Index)> order = [];
    private int writtenRows;
    private int writtenTexts;

    public int Number => number;

    public DateTimeOffset Start { get; } = new(DateOnly.FromDayNumber(number).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    public bool IsLoaded { get; private set; }

    public bool IsChanged => changed.Count > 0;

    public int RowCount => IsLoaded ? rows.Count : 0;

    /// <summary>When a query last needed the rows.</summary>
    public long LastUse { get; set; }

    public Texts Texts => texts;

    /// <summary>The rows in the order of their creation.</summary>
    public IEnumerable<Row> Ascending => order.Select(place => rows[place.Index]).Where(row => !row.Deleted);

    public IEnumerable<Row> Descending
    {
        get
        {
            for (var i = order.Count - 1; i >= 0; i--)
            {
                if (rows[order[i].Index] is { Deleted: false } row)
                {
                    yield return row;
                }
            }
        }
    }

    public static int NumberOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime).DayNumber;

    public Counters Sum(string? robotId, string? channel)
    {
        Counters sum = default;
        foreach (var ((robot, ch), counters) in groups)
        {
            if ((robotId is null || robotId == robot) && (channel is null || channel == ch))
            {
                sum = sum.Plus(counters);
            }
        }

        return sum;
    }

    public void Restore(DayDocument document)
    {
        (writtenRows, writtenTexts) = (document.Rows, document.Texts);
        foreach (var group in document.Groups)
        {
            groups[(group.RobotId, group.Channel)] = group.Counters;
        }
    }

    public async Task LoadAsync(DocumentStore documents)
    {
        if (IsLoaded)
        {
            return;
        }

        var textKeys = Enumerable.Range(0, Pages(writtenTexts, TextPage.Size)).Select(page => TextPage.Key(number, page)).ToList();
        await foreach (var page in documents.ReadAllAsync<TextPage>(textKeys))
        {
            page.Texts.ForEach(text => texts.NumberOf(text));
        }

        var rowKeys = Enumerable.Range(0, Pages(writtenRows, RowSegment.Size)).Select(segment => RowSegment.Key(number, segment)).ToList();
        await foreach (var segment in documents.ReadAllAsync<RowSegment>(rowKeys))
        {
            for (var at = 0; at < segment.Rows.Length; at += Row.Bytes)
            {
                Add(Row.Read(segment.Rows.AsSpan(at)));
            }
        }

        IsLoaded = true;
    }

    /// <summary>Lets the rows go; they stand in their documents.</summary>
    public void Unload()
    {
        (rows, texts, byNumber, order, IsLoaded) = ([], new Texts(), [], [], false);
    }

    /// <summary>Keeps a row unless a later one of that message is there.</summary>
    public bool Put(MessageRow message, int ordinal)
    {
        var known = byNumber.TryGetValue(message.Number, out var index);
        if (known && rows[index].Version >= message.Version)
        {
            return false;
        }

        var row = new Row
        {
            Number = message.Number,
            Sequence = (int)message.Sequence,
            Ordinal = ordinal,
            CreatedAt = (int)(message.CreatedAt - Start).TotalMilliseconds,
            UpdatedAt = message.UpdatedAt.ToUnixTimeMilliseconds(),
            Sender = texts.NumberOf(message.SenderId),
            SenderName = texts.NumberOf(message.SenderName),
            Robot = texts.NumberOf(message.RobotId),
            Version = message.Version,
            Confidence = message.Confidence,
            RepliedAfter = message.RepliedAt is { } replied ? (long)(replied - message.CreatedAt).TotalMilliseconds : null,
            Type = message.Type,
            Score = (byte)(message.Score ?? 0),
            HumanIntervened = message.HumanIntervened,
            Replied = message.Replied,
            Deleted = message.Deleted,
        };
        if (known)
        {
            Replace(index, row);
        }
        else
        {
            Add(row);
            Count(row, default);
            changed.Add((rows.Count - 1) / RowSegment.Size);
        }

        return true;
    }

    /// <summary>Takes the rows of a deleted session out of lists and sums.</summary>
    public bool Remove(int ordinal)
    {
        var found = false;
        for (var index = 0; index < rows.Count; index++)
        {
            if (rows[index].Ordinal == ordinal && !rows[index].Deleted)
            {
                Replace(index, rows[index] with { Deleted = true });
                found = true;
            }
        }

        return found;
    }

    /// <summary>The documents of all that has changed; they go into one commit.</summary>
    public List<Document> TakeChanges()
    {
        var documents = new List<Document>();
        foreach (var segment in changed)
        {
            var part = CollectionsMarshal.AsSpan(rows)[(segment * RowSegment.Size)..Math.Min(rows.Count, (segment + 1) * RowSegment.Size)];
            var bytes = new byte[part.Length * Row.Bytes];
            for (var i = 0; i < part.Length; i++)
            {
                part[i].Write(bytes.AsSpan(i * Row.Bytes));
            }

            documents.Add(Written(RowSegment.Key(number, segment), new RowSegment { Rows = bytes }));
        }

        for (var page = writtenTexts / TextPage.Size; page * TextPage.Size < texts.Count; page++)
        {
            documents.Add(Written(TextPage.Key(number, page), new TextPage { Texts = texts.Page(page) }));
        }

        (writtenRows, writtenTexts) = (rows.Count, texts.Count);
        changed.Clear();
        documents.Add(Written(DayDocument.Key(number), new DayDocument
        {
            Rows = writtenRows,
            Texts = writtenTexts,
            Groups = [.. groups.Select(group => new GroupCounters(group.Key.RobotId, group.Key.Channel, group.Value))],
        }));
        return documents;
    }

    private static Document Written<T>(string key, T document)
        where T : IDocument => new(key, DocumentStore.Write(key, document));

    private static int Pages(int items, int size) => (items + size - 1) / size;

    private void Add(Row row)
    {
        byNumber[row.Number] = rows.Count;
        var place = (row.CreatedAt, row.Number, rows.Count);
        rows.Add(row);
        if (order.Count == 0 || ByCreation.Compare(order[^1], place) < 0)
        {
            order.Add(place);
        }
        else
        {
            order.Insert(~order.BinarySearch(place, ByCreation), place);
        }
    }

    private void Replace(int index, Row row)
    {
        Count(row, rows[index].Count());
        rows[index] = row;
        changed.Add(index / RowSegment.Size);
    }

    private void Count(Row row, Counters before)
    {
        var group = (texts[row.Robot], sessions[row.Ordinal].Summary.Channel);
        groups[group] = groups.GetValueOrDefault(group).Plus(row.Count()).Minus(before);
    }
}
