using Dapr.Actors;

namespace Parley.Sessions.Staff;

/// <summary>Everybody who answers in person; there is one.</summary>
public interface IStaffActor : IActor
{
    Task<StaffResult> CreateAsync(CreateStaffCommand command);

    Task<StaffResult> UpdateAsync(UpdateStaffCommand command);

    Task<StaffResult> DeleteAsync(DeleteStaffCommand command);
}
