using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Numbers;

/// <summary>Who a block of numbers was given to.</summary>
public sealed class NumberOwner : IDocument
{
    [JsonPropertyName("v")]
    public int Version { get; set; } = DocumentStore.CurrentVersion;

    [JsonPropertyName("s")]
    public required string SessionId { get; set; }

    [JsonPropertyName("g")]
    public int Generation { get; set; }

    [JsonPropertyName("q")]
    public required long FirstSequence { get; set; }

    public static string Key(long block) => $"numbers.{block}";

    public static long BlockOf(long number) => (number - 1) / NumberBlock.Size;
}
