using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;

namespace Parley.Sessions.Chats;

/// <summary>A question that waits for its answer; both enter the conversation together, or neither does.</summary>
public sealed record PendingTurn
{
    /// <summary>Made by the first caller.</summary>
    [JsonPropertyName("i")]
    public required string Id { get; init; }

    [JsonPropertyName("s")]
    public required Sender Sender { get; init; }

    /// <summary>Empty in a head, as are the metadata, when they stand in a document of their own (<see cref="HasBody"/>).</summary>
    [JsonPropertyName("c")]
    public required string Content { get; init; }

    [JsonPropertyName("b")]
    public bool HasBody { get; init; }

    [JsonPropertyName("md")]
    public JsonElement? Metadata { get; init; }

    [JsonPropertyName("u")]
    public Usage? Usage { get; init; }

    [JsonPropertyName("at")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public required DateTimeOffset Since { get; init; }

    /// <summary>The command that a client may repeat for a day.</summary>
    [JsonPropertyName("k")]
    public string? CommandId { get; init; }

    /// <summary>The session's name from now on, unless it has one.</summary>
    [JsonPropertyName("nm")]
    public string? SessionName { get; init; }

    /// <summary>Whether an earlier answer to the same question after the same messages will do.</summary>
    [JsonPropertyName("ca")]
    public bool Cacheable { get; init; }

    /// <summary>Whether somebody listens to the answer while it is made.</summary>
    [JsonPropertyName("sm")]
    public bool Streamed { get; init; }
}
