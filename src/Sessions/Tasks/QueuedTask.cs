using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Tasks;

/// <summary>A task as the queue knows it. This document decides; lanes and leases only lead to it.</summary>
public sealed record QueuedTask : IDocument
{
    [JsonPropertyName("v")]
    public int Version { get; init; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("id")]
    public required long Id { get; init; }

    [JsonPropertyName("l")]
    public required int Level { get; init; }

    [JsonPropertyName("s")]
    public TaskState State { get; init; }

    [JsonPropertyName("at")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>The number of the latest delivery, unique over all tasks.</summary>
    [JsonPropertyName("n")]
    public long Lease { get; init; }

    [JsonPropertyName("x")]
    public int Deliveries { get; init; }

    [JsonPropertyName("t")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>The command that took it, so that a repeat of it gets the same delivery.</summary>
    [JsonPropertyName("k")]
    public string? TakenBy { get; init; }
}
