using System.Text.Json.Serialization;

namespace Parley.Sessions.Pairs;

/// <summary>What a pair has decided to do to others.</summary>
public sealed record PairIntent
{
    /// <summary>A session to create.</summary>
    [JsonPropertyName("o")]
    public string? Opens { get; init; }

    /// <summary>The level at which that session's task waits; zero for one without a task.</summary>
    [JsonPropertyName("l")]
    public int Level { get; init; }

    /// <summary>A session whose task leaves the queue.</summary>
    [JsonPropertyName("e")]
    public string? Ends { get; init; }

    [JsonPropertyName("u")]
    public UploadIntent? Upload { get; init; }
}
