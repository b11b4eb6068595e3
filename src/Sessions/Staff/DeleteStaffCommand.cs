namespace Parley.Sessions.Staff;

public sealed record DeleteStaffCommand(string MemberId)
{
    /// <summary>Made by the first caller; a repeat of it changes nothing more.</summary>
    public string Id { get; init; } = Guid.NewGuid().ToString("N");
}
