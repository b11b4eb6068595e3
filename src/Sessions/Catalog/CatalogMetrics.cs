using System.Diagnostics.Metrics;

namespace Parley.Sessions.Catalog;

internal static class CatalogMetrics
{
    private static readonly Meter Meter = new("Parley.Sessions");
    private static readonly Histogram<long> Batches = Meter.CreateHistogram<long>(
        "parley.catalog.batch", "{update}", "Updates that the catalog takes at once.");

    private static readonly Gauge<long> Waiting = Meter.CreateGauge<long>(
        "parley.catalog.waiting", "{update}", "Updates that wait for the catalog in this process.");

    public static void Batch(int updates, int waiting)
    {
        if (updates > 0)
        {
            Batches.Record(updates);
        }

        Waiting.Record(waiting);
    }
}
