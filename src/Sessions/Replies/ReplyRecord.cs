using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Replies;

/// <summary>What became of a message that is owed a reply. It appears in the turn that accepts the message.</summary>
public sealed record ReplyRecord : ILogItem
{
    /// <summary>The number and the sequence of the message that is owed the reply.</summary>
    [JsonPropertyName("n")]
    public required long Number { get; init; }

    [JsonPropertyName("q")]
    public required long Sequence { get; init; }

    [JsonPropertyName("at")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonPropertyName("s")]
    public ReplyStatus Status { get; init; }

    /// <summary>The number of the reply.</summary>
    [JsonPropertyName("r")]
    public long? ReplyNumber { get; init; }

    /// <summary>When it was closed: the moment of the reply, or of the failure.</summary>
    [JsonPropertyName("e")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public DateTimeOffset? ClosedAt { get; init; }

    [JsonIgnore]
    public int Weight => 100;
}
