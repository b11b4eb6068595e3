namespace Parley.Sessions.Staff;

/// <param name="Status">What came of it.</param>
/// <param name="Member">The member as it is now, or as a repeated command made it; none when it is deleted.</param>
public sealed record StaffResult(StaffOutcome Status, StaffMember? Member = null);
