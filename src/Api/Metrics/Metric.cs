using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Tags = System.ReadOnlySpan<System.Collections.Generic.KeyValuePair<string, object?>>;

namespace Parley.Api.Metrics;

/// <summary>One instrument and its series. Recording under labels that are known allocates nothing and takes no lock.</summary>
internal sealed class Metric
{
    /// <summary>Series an instrument may have; measurements under further labels go to one series marked as overflow.</summary>
    public const int MaxSeries = 500;

    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
    private static readonly double[] Amounts = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 4096, 16384, 65536];

    // The runtime publishes these as counters although they fall as well as rise.
    private static readonly string[] FallingCounters = ["dotnet.thread_pool.queue.length", "dotnet.thread_pool.thread.count"];

    private readonly ConcurrentDictionary<LabelSet, Series> byTags = new(LabelSet.Comparer);
    private readonly ConcurrentDictionary<LabelSet, Series>.AlternateLookup<Tags> lookup;
    private readonly ConcurrentDictionary<string, Series> byLabels = new(StringComparer.Ordinal);
    private readonly Lazy<Series> overflow;
    private readonly bool absolute;
    private int room = MaxSeries;

    public Metric(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        Kind =
            type == typeof(Histogram<>) ? MetricKind.Histogram
            : (type == typeof(Counter<>) || type == typeof(ObservableCounter<>)) && !FallingCounters.Contains(instrument.Name) ? MetricKind.Counter
            : MetricKind.Gauge;
        absolute = instrument.IsObservable || type == typeof(Gauge<>);
        IsObservable = instrument.IsObservable;
        Name = MetricName.Of(instrument.Name, instrument.Unit, Kind == MetricKind.Counter);
        Help = instrument.Description ?? string.Empty;
        Bounds = Kind != MetricKind.Histogram ? [] : instrument.Unit == "s" ? Seconds : Amounts;
        lookup = byTags.GetAlternateLookup<Tags>();
        overflow = new Lazy<Series>(() => new Series("overflow=\"true\"", Bounds));
    }

    public MetricKind Kind { get; }

    public string Name { get; }

    public string Help { get; }

    public double[] Bounds { get; }

    public bool IsObservable { get; }

    public IEnumerable<Series> Series =>
        byLabels.Values.Concat(overflow.IsValueCreated ? [overflow.Value] : []).OrderBy(series => series.Labels, StringComparer.Ordinal);

    public void Record(double measured, Tags tags)
    {
        if (!double.IsFinite(measured))
        {
            return;
        }

        var series = lookup.TryGetValue(tags, out var known) ? known : Admit(tags);
        if (Kind == MetricKind.Histogram)
        {
            series.Observe(measured);
        }
        else if (absolute)
        {
            series.Set(measured);
        }
        else
        {
            series.Add(measured);
        }
    }

    /// <summary>Forgets every series: what an observable instrument no longer reports is gone.</summary>
    public void Clear()
    {
        byTags.Clear();
        byLabels.Clear();
        room = MaxSeries;
    }

    private Series Admit(Tags tags)
    {
        if (Interlocked.Decrement(ref room) < 0)
        {
            Interlocked.Increment(ref room);
            return overflow.Value;
        }

        var labels = Labels.Write(tags);
        return byTags.GetOrAdd(new LabelSet(tags), byLabels.GetOrAdd(labels, _ => new Series(labels, Bounds)));
    }
}
