using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Tasks;

/// <summary>The document that the queue's every turn writes.</summary>
public sealed class TaskQueueHead : IDocument
{
    public const int Levels = 5;

    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    /// <summary>From level 1 to level 5.</summary>
    [JsonPropertyName("l")]
    public List<Lane> Lanes { get; set; } = [.. Enumerable.Range(1, Levels).Select(_ => new Lane())];

    /// <summary>In the order of their deadlines, as long as the setting stays; those of finished tasks among them.</summary>
    [JsonPropertyName("le")]
    public Fifo<Lease> Leases { get; set; } = new();

    [JsonPropertyName("d")]
    public Fifo<long> Dead { get; set; } = new();

    [JsonPropertyName("n")]
    public long LastLease { get; set; }

    /// <summary>Commands of robots and the tasks that they got.</summary>
    [JsonPropertyName("k")]
    public RecentCommands Takes { get; set; } = new();
}
