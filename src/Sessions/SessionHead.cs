using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Sessions.Catalog;
using Parley.Sessions.Chats;
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

    /// <summary>The robot that reported it first; null stands for the channel's name.</summary>
    [JsonPropertyName("rb")]
    public string? Robot { get; set; }

    [JsonIgnore]
    public string RobotId => Robot ?? Channel;

    /// <summary>The user who spoke first.</summary>
    [JsonPropertyName("us")]
    public Sender? User { get; set; }

    [JsonPropertyName("st")]
    public SessionStatus Status { get; set; }

    [JsonPropertyName("tg")]
    public List<string>? Tags { get; set; }

    [JsonPropertyName("md")]
    public JsonElement? Metadata { get; set; }

    [JsonPropertyName("ud")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>How many messages are neither replies nor deleted, and the latest of them.</summary>
    [JsonPropertyName("sn")]
    public long Shown { get; set; }

    [JsonPropertyName("sl")]
    public long LastShown { get; set; }

    [JsonPropertyName("sf")]
    public SatisfactionTally? Satisfaction { get; set; }

    /// <summary>Whether a human was called and has not come yet.</summary>
    [JsonPropertyName("nh")]
    public bool NeedsHuman { get; set; }

    /// <summary>Messages up to this sequence call no human any more: one has come since.</summary>
    [JsonPropertyName("hs")]
    public long SeenByHuman { get; set; }

    /// <summary>User messages in a row without an answer.</summary>
    [JsonPropertyName("un")]
    public int Unanswered { get; set; }

    /// <summary>How many messages and reply records are deleted.</summary>
    [JsonPropertyName("dm")]
    public long DeletedMessages { get; set; }

    [JsonPropertyName("dr")]
    public long DeletedReplies { get; set; }

    /// <summary>How often it was changed: the version of its latest entry.</summary>
    [JsonPropertyName("cv")]
    public long Changes { get; set; }

    [JsonPropertyName("ce")]
    public List<CatalogEntry> Entries { get; set; } = [];

    [JsonPropertyName("nm")]
    public string? Name { get; set; }

    /// <summary>How long after its latest activity it is gone; null: never.</summary>
    [JsonPropertyName("lt")]
    public TimeSpan? Lifetime { get; set; }

    /// <summary>What remains is a tombstone: it keeps the count of changes, and the id's next generation apart.</summary>
    [JsonPropertyName("del")]
    public bool Deleted { get; set; }

    [JsonPropertyName("er")]
    public List<Erasure>? Erasures { get; set; }

    /// <summary>Questions in line; the first one is being answered.</summary>
    [JsonPropertyName("pt")]
    public List<PendingTurn>? Turns { get; set; }

    [JsonPropertyName("to")]
    public List<TurnOutcome>? Outcomes { get; set; }

    /// <summary>Whether the reminder of its lifetime's end is registered.</summary>
    [JsonPropertyName("xa")]
    public bool ExpiryArmed { get; set; }

    public bool IsGone(DateTimeOffset now) => Id.Length == 0 || Deleted || (LastActivityAt + Lifetime <= now && Turns is not { Count: > 0 });

    public SessionSummary Summarize() => new()
    {
        Id = Id,
        Generation = Generation,
        Version = Changes,
        Channel = Channel,
        RobotId = RobotId,
        UserId = User?.Id,
        Status = Status,
        Tags = Tags is { Count: > 0 } ? [.. Tags] : null,
        CreatedAt = CreatedAt,
        LastActivityAt = LastActivityAt,
        ExpiresAt = LastActivityAt + Lifetime,
        Owes = Debts.Count > 0 || Turns is { Count: > 0 },
        Deleted = Deleted,
    };
}
