using System.Text.Json;

namespace Parley.Sessions.Staff;

/// <summary>Changes a member; what is null stays as it is.</summary>
public sealed record UpdateStaffCommand(string MemberId)
{
    public string? Platform { get; init; }

    public string? PlatformUserId { get; init; }

    public string? Name { get; init; }

    public StaffStatus? Status { get; init; }

    public IReadOnlyList<string>? Roles { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public JsonElement? Metadata { get; init; }

    public StaffMember ApplyTo(StaffMember member) => member with
    {
        Platform = Platform ?? member.Platform,
        PlatformUserId = PlatformUserId ?? member.PlatformUserId,
        Name = Name ?? member.Name,
        Status = Status ?? member.Status,
        Roles = Roles ?? member.Roles,
        Tags = Tags ?? member.Tags,
        Metadata = Metadata ?? member.Metadata,
    };
}
