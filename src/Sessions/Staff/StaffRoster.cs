using System.Collections.Frozen;

namespace Parley.Sessions.Staff;

/// <summary>All members, oldest first, as of one revision.</summary>
public sealed class StaffRoster(long revision, IReadOnlyList<StaffMember> members)
{
    public static readonly StaffRoster Empty = new(0, []);

    private readonly FrozenSet<string> activeIds =
        Active(members).SelectMany(member => new[] { member.Id, member.PlatformUserId }).ToFrozenSet(StringComparer.Ordinal);

    private readonly FrozenSet<string> activeNames = Active(members).Select(member => member.Name).ToFrozenSet(StringComparer.Ordinal);

    public long Revision => revision;

    public IReadOnlyList<StaffMember> Members => members;

    /// <summary>Whether an active member has this id, here or on its platform, or this name.</summary>
    public bool IsActive(string id, string name) => activeIds.Contains(id) || activeNames.Contains(name);

    private static IEnumerable<StaffMember> Active(IReadOnlyList<StaffMember> members) =>
        members.Where(member => member.Status == StaffStatus.Active);
}
