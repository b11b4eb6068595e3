using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Numerics;

namespace Parley.Api.Metrics;

/// <summary>Listens to our own meters, and to the handful of instruments of the platform that tell how a process is doing.</summary>
internal sealed class MetricRegistry : IDisposable
{
    private static readonly HashSet<string> Platform = new(StringComparer.Ordinal)
    {
        "dotnet.gc.collections",
        "dotnet.gc.heap.total_allocated",
        "dotnet.gc.last_collection.memory.committed_size",
        "dotnet.gc.pause.time",
        "dotnet.process.cpu.time",
        "dotnet.process.memory.working_set",
        "dotnet.thread_pool.queue.length",
        "dotnet.thread_pool.thread.count",
        "http.server.active_requests",
        "http.server.request.duration",
        "kestrel.active_connections",
        "kestrel.rejected_connections",
    };

    private readonly ConcurrentDictionary<string, Metric> metrics = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();
    private readonly Lock collecting = new();

    public MetricRegistry()
    {
        listener.InstrumentPublished = Publish;
        Record<byte>();
        Record<short>();
        Record<int>();
        Record<long>();
        Record<float>();
        Record<double>();
        Record<decimal>();
        listener.Start();
    }

    public string Collect()
    {
        lock (collecting)
        {
            foreach (var metric in metrics.Values.Where(metric => metric.IsObservable))
            {
                metric.Clear();
            }

            listener.RecordObservableInstruments();
            return PrometheusText.Write(metrics.Values);
        }
    }

    public void Dispose() => listener.Dispose();

    private static bool IsWanted(Instrument instrument) =>
        instrument.Meter.Name.StartsWith("Parley", StringComparison.Ordinal) || Platform.Contains(instrument.Name);

    // Instruments of one name share a metric, as when a meter is made anew; one of another kind would corrupt it.
    private void Publish(Instrument instrument, MeterListener target)
    {
        if (!IsWanted(instrument))
        {
            return;
        }

        var metric = new Metric(instrument);
        var shared = metrics.GetOrAdd(metric.Name, metric);
        if (shared.Kind == metric.Kind && shared.IsObservable == metric.IsObservable)
        {
            target.EnableMeasurementEvents(instrument, shared);
        }
    }

    private void Record<T>()
        where T : struct, INumber<T> =>
        listener.SetMeasurementEventCallback<T>(static (_, measured, tags, metric) =>
            ((Metric)metric!).Record(double.CreateSaturating(measured), tags));
}
