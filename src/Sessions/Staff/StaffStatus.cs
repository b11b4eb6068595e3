namespace Parley.Sessions.Staff;

public enum StaffStatus
{
    Active,
    Inactive,
}
