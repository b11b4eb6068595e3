using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Staff;

/// <summary>Somebody who answers in person. No two have the same id, or the same platform and id there.</summary>
public sealed record StaffMember
{
    [JsonPropertyName("i")]
    public required string Id { get; init; }

    /// <summary>Rises with every member that is created.</summary>
    [JsonPropertyName("n")]
    public long Number { get; init; }

    [JsonPropertyName("p")]
    public required string Platform { get; init; }

    [JsonPropertyName("u")]
    public required string PlatformUserId { get; init; }

    [JsonPropertyName("nm")]
    public required string Name { get; init; }

    [JsonPropertyName("st")]
    public StaffStatus Status { get; init; }

    [JsonPropertyName("r")]
    public IReadOnlyList<string>? Roles { get; init; }

    [JsonPropertyName("t")]
    public IReadOnlyList<string>? Tags { get; init; }

    [JsonPropertyName("md")]
    public JsonElement? Metadata { get; init; }

    [JsonPropertyName("at")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public DateTimeOffset CreatedAt { get; init; }

    [JsonPropertyName("up")]
    [JsonConverter(typeof(UnixMilliseconds))]
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The command that created it, kept where a repeat can find it.</summary>
    [JsonPropertyName("k")]
    public string? CommandId { get; init; }

    [JsonIgnore]
    public int Weight =>
        JsonWeight.Of(Id) + JsonWeight.Of(Platform) + JsonWeight.Of(PlatformUserId) + JsonWeight.Of(Name) + JsonWeight.Of(Metadata)
        + (Roles ?? []).Concat(Tags ?? []).Sum(text => JsonWeight.Of(text) + 3) + 250;
}
