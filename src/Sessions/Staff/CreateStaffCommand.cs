namespace Parley.Sessions.Staff;

/// <param name="Id">Made by the first caller; a repeat of it is answered with what the first did.</param>
/// <param name="Member">Whom to create; number and times are given by the actor.</param>
public sealed record CreateStaffCommand(string Id, StaffMember Member);
