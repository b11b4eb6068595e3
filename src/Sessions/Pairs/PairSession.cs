using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Pairs;

/// <summary>What a pair knows of a session beside the conversation: whose it is, its task, its state.</summary>
public sealed record PairSession : IDocument
{
    [JsonPropertyName("v")]
    public int Version { get; init; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("k")]
    public required string CommandId { get; init; }

    [JsonPropertyName("ac")]
    public required string AccountId { get; init; }

    [JsonPropertyName("sn")]
    public required string ShopName { get; init; }

    [JsonPropertyName("si")]
    public string ShopId { get; init; } = "";

    [JsonPropertyName("p")]
    public required string Platform { get; init; }

    [JsonPropertyName("t")]
    public TaskType TaskType { get; init; }

    [JsonPropertyName("x")]
    public string ExternalTaskId { get; init; } = "";

    [JsonPropertyName("c")]
    public string SendContent { get; init; } = "";

    [JsonPropertyName("u")]
    public string? SendUrl { get; init; }

    [JsonPropertyName("l")]
    public int Level { get; init; }

    [JsonPropertyName("st")]
    public PairSessionState State { get; init; }

    [JsonPropertyName("ss")]
    public SendingStatus Sending { get; init; }

    [JsonPropertyName("at")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The latest change that is not a message.</summary>
    [JsonPropertyName("up")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public required DateTimeOffset ActiveAt { get; init; }

    /// <summary>When its state became final.</summary>
    [JsonPropertyName("f")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When the sending was reported, and by which delivery of the task.</summary>
    [JsonPropertyName("r")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public DateTimeOffset? ReportedAt { get; init; }

    [JsonPropertyName("n")]
    public long Lease { get; init; }

    [JsonPropertyName("e")]
    public string? Error { get; init; }

    public PairSession With(PairSessionState state, DateTimeOffset now) =>
        this with { State = state, ActiveAt = now, FinishedAt = state.IsLive() ? null : FinishedAt ?? now };
}
