using System.Text.Json;

namespace Parley.Api.InfoCenter.Staff;

public sealed record InfoStaff(
    string Id,
    string Platform,
    string PlatformUserId,
    string Name,
    string Status,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Tags,
    JsonElement Metadata,
    string CreatedAt,
    string UpdatedAt);
