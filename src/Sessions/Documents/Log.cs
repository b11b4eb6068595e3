using System.Text.Json.Serialization;

namespace Parley.Sessions.Documents;

/// <summary>
/// The part of a growing list that stands in a head: how long it is, its latest items, and edits of earlier ones that their
/// pages do not have yet. Positions count from 1.
/// </summary>
public sealed class Log<T>
    where T : class, ILogItem
{
    [JsonPropertyName("n")]
    public long Count { get; set; }

    [JsonPropertyName("t")]
    public List<T> Tail { get; set; } = [];

    [JsonPropertyName("o")]
    public Dictionary<long, T>? Overlays { get; set; }

    /// <summary>How many items stand in pages.</summary>
    [JsonIgnore]
    public long Paged => Count - Tail.Count;

    [JsonIgnore]
    public bool TailIsFull => Tail.Count >= LogLimits.MaxTail || Tail.Sum(item => item.Weight) >= LogLimits.MaxTailWeight;

    [JsonIgnore]
    public bool OverlaysAreFull => Overlays is { } overlays
        && (overlays.Count > LogLimits.MaxOverlays || overlays.Values.Sum(item => item.Weight) >= LogLimits.MaxOverlayWeight);

    public void Append(T item)
    {
        Tail.Add(item);
        Count++;
    }

    public void Replace(long position, T item)
    {
        if (position > Paged)
        {
            Tail[(int)(position - Paged - 1)] = item;
        }
        else
        {
            (Overlays ??= [])[position] = item;
        }
    }

    /// <summary>The item, unless it stands in a page only.</summary>
    public T? Find(long position) => position > Paged
        ? Tail[(int)(position - Paged - 1)]
        : Overlays?.GetValueOrDefault(position);
}
