using Parley.Api.Contracts;
using Parley.Sessions.Staff;

namespace Parley.Api.InfoCenter.Staff;

internal static class StaffViews
{
    public static InfoStaff Of(StaffMember member) => new(
        member.Id,
        member.Platform,
        member.PlatformUserId,
        member.Name,
        Words.StaffStatuses.Of(member.Status),
        member.Roles ?? [],
        member.Tags ?? [],
        member.Metadata ?? BodyReader.EmptyObject,
        InfoTime.Of(member.CreatedAt),
        InfoTime.Of(member.UpdatedAt));

    public static IResult Answer(StaffMember member, int status = StatusCodes.Status200OK) =>
        new JsonAnswer<InfoData<InfoStaff>>(new InfoData<InfoStaff>(true, Of(member)), InfoJson.Default.InfoDataInfoStaff, status);
}
