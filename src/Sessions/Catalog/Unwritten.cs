namespace Parley.Sessions.Catalog;

/// <summary>Things whose documents lag behind, in the order of the journals that changed them first.</summary>
internal sealed class Unwritten<T>
    where T : notnull
{
    private readonly HashSet<T> waiting = [];
    private readonly Queue<(T Thing, long Journal)> order = [];

    /// <summary>The journal that the oldest one waits since.</summary>
    public long Oldest => order.TryPeek(out var first) ? first.Journal : long.MaxValue;

    public void Add(T thing, long journal)
    {
        if (waiting.Add(thing))
        {
            order.Enqueue((thing, journal));
        }
    }

    public T Take()
    {
        var (thing, _) = order.Dequeue();
        waiting.Remove(thing);
        return thing;
    }
}
