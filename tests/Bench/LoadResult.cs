namespace Parley.Bench;

internal sealed record LoadResult(int Requests, TimeSpan Duration, TimeSpan Processor, TimeSpan[] Latencies)
{
    public double PerSecond => Requests / Duration.TotalSeconds;

    public double ProcessorMicroseconds => Processor.TotalMicroseconds / Requests;

    public TimeSpan Percentile(int percent) => Latencies[Math.Min(Latencies.Length - 1, Latencies.Length * percent / 100)];

    public override string ToString() =>
        $"{PerSecond,8:0} /s   p50 {Percentile(50).TotalMilliseconds,6:0.0} ms   p99 {Percentile(99).TotalMilliseconds,6:0.0} ms   CPU {ProcessorMicroseconds,5:0} µs a request";
}
