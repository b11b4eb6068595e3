using System.Text.Json.Serialization;

namespace Parley.Sessions.Staff;

/// <param name="Key">The page's key.</param>
/// <param name="Weight">About how many bytes it has.</param>
public sealed record StaffPageReference(
    [property: JsonPropertyName("k")] string Key,
    [property: JsonPropertyName("w")] int Weight);
