using Parley.Sessions.Documents;

namespace Parley.Sessions.Tasks;

/// <summary>A queue with its segments, inside one turn.</summary>
internal sealed class FifoDocuments<T>(TurnDocuments documents, Fifo<T> fifo, string keyPrefix)
{
    /// <summary>Deletes what earlier turns have emptied.</summary>
    public void Tidy()
    {
        while (fifo.Kept < fifo.First)
        {
            documents.Delete(Key(fifo.Kept++));
        }
    }

    public void Append(T item)
    {
        fifo.Tail.Add(item);
        if (fifo.Tail.Count == Fifo<T>.SegmentSize)
        {
            documents.Write(Key(fifo.Next++), new FifoSegment<T> { Items = fifo.Tail });
            fifo.Tail = [];
        }
    }

    /// <summary>The first items, at most this many, and fewer only when there are no more.</summary>
    public async Task<List<T>> PeekAsync(int count)
    {
        var items = new List<T>();
        var skip = fifo.Offset;
        for (var segment = fifo.First; segment < fifo.Next && items.Count < count; segment++)
        {
            var stored = await documents.FindAsync<FifoSegment<T>>(Key(segment))
                ?? throw new DocumentFormatException($"Document '{Key(segment)}' is missing; its head counts it.");
            items.AddRange(stored.Items.Skip(skip).Take(count - items.Count));
            skip = 0;
        }

        items.AddRange(fifo.Tail.Take(count - items.Count));
        return items;
    }

    public void Drop(int count)
    {
        for (var left = count; left > 0;)
        {
            if (fifo.First == fifo.Next)
            {
                fifo.Tail.RemoveRange(0, left);
                return;
            }

            var dropped = Math.Min(left, Fifo<T>.SegmentSize - fifo.Offset);
            (left, fifo.Offset) = (left - dropped, fifo.Offset + dropped);
            if (fifo.Offset == Fifo<T>.SegmentSize)
            {
                (fifo.First, fifo.Offset) = (fifo.First + 1, 0);
            }
        }
    }

    private string Key(long segment) => $"{keyPrefix}.{segment}";
}
