using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Pairs;

/// <summary>An account and a shop: their live session, and what is decided but perhaps not carried out.</summary>
public sealed class PairHead : IDocument
{
    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("l")]
    public string? Live { get; set; }

    /// <summary>Forgotten with the next write after it was carried out, or by the reminder: to carry it out again changes nothing.</summary>
    [JsonPropertyName("i")]
    public PairIntent? Intent { get; set; }

    /// <summary>Whether an intent was carried out and still stands in the store.</summary>
    [JsonIgnore]
    public bool IsAhead { get; set; }

    [JsonPropertyName("up")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public DateTimeOffset ActiveAt { get; set; }

    /// <summary>Whether the reminder is registered; true before the first write that holds an intent.</summary>
    [JsonPropertyName("rm")]
    public bool ReminderArmed { get; set; }
}
