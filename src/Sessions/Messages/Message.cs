using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Messages;

/// <summary>One message. Member names are short because heads and pages are written whole.</summary>
public sealed record Message : ILogItem
{
    /// <summary>The integer id: unique over all sessions, rising inside one.</summary>
    [JsonPropertyName("n")]
    public required long Number { get; init; }

    /// <summary>1, 2, 3, ... inside the session, without gaps.</summary>
    [JsonPropertyName("q")]
    public required long Sequence { get; init; }

    [JsonPropertyName("s")]
    public required Sender Sender { get; init; }

    /// <summary>Empty in a head or a page, as are the metadata, when they stand in a document of their own (<see cref="HasBody"/>).</summary>
    [JsonPropertyName("c")]
    public required string Content { get; init; }

    [JsonPropertyName("b")]
    public bool HasBody { get; init; }

    [JsonPropertyName("t")]
    public MessageType Type { get; init; }

    [JsonPropertyName("at")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonPropertyName("up")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The message that this one is the owed reply to.</summary>
    [JsonPropertyName("re")]
    public MessageReference? ReplyTo { get; init; }

    /// <summary>The command that a client may repeat for a day, kept where a repeat can find it.</summary>
    [JsonPropertyName("k")]
    public string? CommandId { get; init; }

    /// <summary>What the platform that it came from calls it.</summary>
    [JsonPropertyName("xi")]
    public string? ExternalId { get; init; }

    /// <summary>Sent over a socket, so that the sender's sockets need no echo of it.</summary>
    [JsonPropertyName("ws")]
    public bool OverSocket { get; init; }

    /// <summary>The robot that reported it; the session's when it is null.</summary>
    [JsonPropertyName("rb")]
    public string? RobotId { get; init; }

    /// <summary>How often it was changed.</summary>
    [JsonPropertyName("x")]
    public int Changes { get; init; }

    /// <summary>The reply to this message.</summary>
    [JsonPropertyName("an")]
    public MessageReference? Answer { get; init; }

    /// <summary>When the reply came, or when somebody said that it came.</summary>
    [JsonPropertyName("aa")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The position of its reply record.</summary>
    [JsonPropertyName("rr")]
    public long? Record { get; init; }

    [JsonPropertyName("sa")]
    public Satisfaction? Satisfaction { get; init; }

    [JsonPropertyName("del")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Of the reply to it, or of it as a reply.</summary>
    [JsonPropertyName("cf")]
    public double? Confidence { get; init; }

    [JsonPropertyName("h")]
    public bool HumanIntervened { get; init; }

    /// <summary>Whether it is an answer that was given before.</summary>
    [JsonPropertyName("ca")]
    public bool Cached { get; init; }

    [JsonPropertyName("u")]
    public Usage? Usage { get; init; }

    [JsonPropertyName("md")]
    public JsonElement? Metadata { get; init; }

    [JsonIgnore]
    public int Weight => MovableWeight + JsonWeight.Of(Sender.Id) + JsonWeight.Of(Sender.Name) + JsonWeight.Of(Sender.Avatar) + JsonWeight.Of(ExternalId)
        + (Satisfaction?.Evidence?.Sum(JsonWeight.Of) ?? 0) + 250;

    /// <summary>The part of the weight that can stand in a document of its own.</summary>
    [JsonIgnore]
    public int MovableWeight => JsonWeight.Of(Content) + JsonWeight.Of(Metadata);
}
