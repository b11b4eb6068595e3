namespace Parley.Api.Metrics;

internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}
