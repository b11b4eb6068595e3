using System.Text.Json.Serialization;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;

namespace Parley.Sessions.Catalog;

/// <summary>All that lists and statistics want of a message. An AI reply has no row; it is in that of the message it answers.</summary>
public sealed record MessageRow
{
    [JsonPropertyName("n")]
    public required long Number { get; init; }

    [JsonPropertyName("q")]
    public required long Sequence { get; init; }

    /// <summary>1 for a new message; every change counts one up.</summary>
    [JsonPropertyName("x")]
    public required int Version { get; init; }

    [JsonPropertyName("at")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonPropertyName("up")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public required DateTimeOffset UpdatedAt { get; init; }

    [JsonPropertyName("s")]
    public required string SenderId { get; init; }

    [JsonPropertyName("sn")]
    public required string SenderName { get; init; }

    [JsonPropertyName("rb")]
    public required string RobotId { get; init; }

    [JsonPropertyName("t")]
    public MessageType Type { get; init; }

    [JsonPropertyName("h")]
    public bool HumanIntervened { get; init; }

    [JsonPropertyName("cf")]
    public double? Confidence { get; init; }

    [JsonPropertyName("sc")]
    public int? Score { get; init; }

    /// <summary>Whether it has a reply; when that came is <see cref="RepliedAt"/>, unless somebody cleared it.</summary>
    [JsonPropertyName("re")]
    public bool Replied { get; init; }

    [JsonPropertyName("ra")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public DateTimeOffset? RepliedAt { get; init; }

    /// <summary>A deleted message leaves lists and statistics.</summary>
    [JsonPropertyName("del")]
    public bool Deleted { get; init; }
}
