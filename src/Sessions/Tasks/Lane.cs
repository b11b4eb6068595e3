using System.Text.Json.Serialization;

namespace Parley.Sessions.Tasks;

/// <summary>The tasks of one level. Entries whose task no longer waits are passed over.</summary>
public sealed class Lane
{
    /// <summary>Tasks that were delivered before: they go first.</summary>
    [JsonPropertyName("a")]
    public Fifo<long> Again { get; set; } = new();

    [JsonPropertyName("q")]
    public Fifo<long> Fresh { get; set; } = new();

    /// <summary>How many tasks wait.</summary>
    [JsonPropertyName("w")]
    public long Waiting { get; set; }
}
