using System.ComponentModel.DataAnnotations;

namespace Parley.Api.Contracts;

/// <summary>Section <c>Streaming</c>: bounds of sockets and event streams.</summary>
public sealed class StreamingOptions
{
    /// <summary>How many frames may wait for a client before it is dropped.</summary>
    [Range(1, 100_000)]
    public int QueueLength { get; set; } = 256;

    /// <summary>How many sockets may be open at once, and how many event streams.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 1000;

    /// <summary>How often an event stream shows that it is alive.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>For how long the client of an event stream may take nothing before it is dropped.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
