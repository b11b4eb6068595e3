using System.ComponentModel.DataAnnotations;

namespace Parley.Api.Contracts;

/// <summary>Section <c>Streaming</c>: bounds of sockets and event streams.</summary>
public sealed class StreamingOptions
{
    /// <summary>How many frames may wait for a client before it is dropped.</summary>
    [Range(1, 100_000)]
    public int QueueLength { get; set; } = 256;

    /// <summary>How many sockets may be open at once.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 1000;
}
