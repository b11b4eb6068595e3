namespace Parley.Api.Metrics;

/// <summary>The values of one instrument under one set of labels. Written without locks, read while it is written.</summary>
internal sealed class Series(string labels, double[] bounds)
{
    // The last bucket takes what lies above every bound.
    private readonly long[] buckets = new long[bounds.Length + 1];
    private double value;

    /// <summary>The labels as the text format writes them, without braces.</summary>
    public string Labels => labels;

    /// <summary>The sum of a histogram, or the value of anything else.</summary>
    public double Value => Volatile.Read(ref value);

    public void Set(double measured) => Volatile.Write(ref value, measured);

    public void Add(double measured)
    {
        double before;
        do
        {
            before = Volatile.Read(ref value);
        }
        while (Interlocked.CompareExchange(ref value, before + measured, before) != before);
    }

    public void Observe(double measured)
    {
        var bucket = 0;
        while (bucket < bounds.Length && measured > bounds[bucket])
        {
            bucket++;
        }

        Interlocked.Increment(ref buckets[bucket]);
        Add(measured);
    }

    public long Bucket(int index) => Volatile.Read(ref buckets[index]);
}
