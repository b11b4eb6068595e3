using System.Diagnostics.Metrics;

namespace Dapr.Embedded.State;

/// <summary>What the stores of this process commit. Rows and bytes a commit decide the service's speed.</summary>
internal sealed class StateMetrics(string component)
{
    private static readonly Meter Meter = new("Parley.Dapr");
    private static readonly Counter<long> Commits = Meter.CreateCounter<long>("parley.commits", description: "Commits of a store.");
    private static readonly Counter<long> Rows = Meter.CreateCounter<long>("parley.state.rows", description: "Rows written or deleted.");
    private static readonly Counter<long> Bytes = Meter.CreateCounter<long>("parley.state.bytes", "By", "Bytes of values written.");
    private static readonly Histogram<int> Size = Meter.CreateHistogram<int>("parley.commit.size", description: "Turns that shared a commit.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("parley.commit.duration", "s", "Time a commit took.");

    private readonly KeyValuePair<string, object?> tag = new("component", component);

    public void Committed(int turns, long rows, long bytes, TimeSpan duration)
    {
        Commits.Add(1, tag);
        Size.Record(turns, tag);
        Rows.Add(rows, tag);
        Bytes.Add(bytes, tag);
        Duration.Record(duration.TotalSeconds, tag);
    }
}
