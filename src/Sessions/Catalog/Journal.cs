using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Catalog;

/// <summary>What one turn of the catalog took. It is never written again.</summary>
public sealed class Journal : IDocument
{
    private List<FeedEntry>? feed;

    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    /// <summary>The feed position of the first change in it.</summary>
    [JsonPropertyName("p")]
    public long FirstPosition { get; set; }

    [JsonPropertyName("u")]
    public List<SessionUpdate> Updates { get; set; } = [];

    public static string Key(long number) => $"catalog.journal.{number}";

    /// <summary>The changes in it, in the order of their positions.</summary>
    [JsonIgnore]
    public List<FeedEntry> Feed => feed ??= [.. Updates.SelectMany(update => update.Entries.Select(entry => ToFeed(update.Summary, entry)))];

    public static FeedEntry ToFeed(SessionSummary session, CatalogEntry entry) => new(session.Id, entry.Version, entry.Kind, entry.At)
    {
        Generation = session.Generation,
        Channel = session.Channel,
        RobotId = session.RobotId,
        MessageRobotId = entry.Row?.RobotId == session.RobotId ? null : entry.Row?.RobotId,
        Number = entry.Row?.Number ?? entry.Number,
        Sequence = entry.Sequence,
        Latest = entry.Latest,
        MessageVersion = entry.MessageVersion,
        Text = entry.Text,
        Closed = entry.Closed,
    };
}
