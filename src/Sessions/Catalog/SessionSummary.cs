using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Catalog;

/// <summary>All that session lists filter and sort by, as of <see cref="Version"/>.</summary>
public sealed record SessionSummary
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("g")]
    public int Generation { get; init; }

    /// <summary>The version of the session's latest entry.</summary>
    [JsonPropertyName("x")]
    public required long Version { get; init; }

    [JsonPropertyName("ch")]
    public required string Channel { get; init; }

    [JsonPropertyName("rb")]
    public required string RobotId { get; init; }

    [JsonPropertyName("us")]
    public string? UserId { get; init; }

    [JsonPropertyName("st")]
    public SessionStatus Status { get; init; }

    [JsonPropertyName("tg")]
    public IReadOnlyList<string>? Tags { get; init; }

    [JsonPropertyName("at")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonPropertyName("up")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public required DateTimeOffset LastActivityAt { get; init; }

    /// <summary>When it is gone unless something happens before; null for those that stay.</summary>
    [JsonPropertyName("ex")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether it owed replies or judgements: whoever starts wakes it.</summary>
    [JsonPropertyName("ow")]
    public bool Owes { get; init; }

    /// <summary>A deleted session leaves the lists, and its messages with it.</summary>
    [JsonPropertyName("del")]
    public bool Deleted { get; init; }
}
