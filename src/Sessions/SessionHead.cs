using System.Text.Json.Serialization;
using Parley.Sessions.Debts;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;
using Parley.Sessions.Numbers;
using Parley.Sessions.Replies;

namespace Parley.Sessions;

/// <summary>The document that a session's every turn writes; it says which of the session's other documents count.</summary>
public sealed class SessionHead : IDocument
{
    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("id")]
    public required string Id { get; set; }

    /// <summary>Tells a session from an earlier one of the same id that was deleted.</summary>
    [JsonPropertyName("g")]
    public int Generation { get; set; }

    [JsonPropertyName("ch")]
    public string Channel { get; set; } = "";

    [JsonPropertyName("at")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public DateTimeOffset CreatedAt { get; set; }

    [JsonPropertyName("up")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public DateTimeOffset LastActivityAt { get; set; }

    [JsonPropertyName("nb")]
    public NumberBlock? Numbers { get; set; }

    [JsonPropertyName("m")]
    public Log<Message> Messages { get; set; } = new();

    [JsonPropertyName("r")]
    public Log<ReplyRecord> Replies { get; set; } = new();

    [JsonPropertyName("k")]
    public RecentCommands Commands { get; set; } = new();

    [JsonPropertyName("d")]
    public List<Debt> Debts { get; set; } = [];

    /// <summary>Whether the reminder is registered; true before the first write that holds a debt.</summary>
    [JsonPropertyName("rm")]
    public bool ReminderArmed { get; set; }

    [JsonPropertyName("iv")]
    public Intervention? Intervention { get; set; }
}
