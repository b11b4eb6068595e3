using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Parley.Api.Contracts;

namespace Parley.Api.InfoCenter.Streams;

/// <summary>Counts the open streams and keeps them within their bound.</summary>
public sealed class OpenStreams
{
    private readonly int limit;
    private int open;

    public OpenStreams(IOptions<StreamingOptions> options, IMeterFactory meters)
    {
        limit = options.Value.MaxConnections;
        meters.Create("Parley.Api").CreateObservableUpDownCounter("parley.streams", () => open, "{stream}", "Open event streams of the information centre.");
    }

    /// <returns>False when there are as many as there may be; else a place that <see cref="Leave"/> gives back.</returns>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref open) <= limit)
        {
            return true;
        }

        Interlocked.Decrement(ref open);
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref open);
}
