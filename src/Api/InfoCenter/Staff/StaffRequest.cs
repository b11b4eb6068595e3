using System.Text.Json;

namespace Parley.Api.InfoCenter.Staff;

/// <summary>The body of a creation, for the API's description.</summary>
public sealed record StaffRequest(
    string Platform,
    string PlatformUserId,
    string Name,
    string? Id = null,
    string? Status = null,
    IReadOnlyList<string>? Roles = null,
    IReadOnlyList<string>? Tags = null,
    JsonElement? Metadata = null);
