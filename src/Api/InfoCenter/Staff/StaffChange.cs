using System.Text.Json;

namespace Parley.Api.InfoCenter.Staff;

/// <summary>The body of a change, for the API's description. Absent members stay as they are.</summary>
public sealed record StaffChange(
    string? Platform = null,
    string? PlatformUserId = null,
    string? Name = null,
    string? Status = null,
    IReadOnlyList<string>? Roles = null,
    IReadOnlyList<string>? Tags = null,
    JsonElement? Metadata = null);
