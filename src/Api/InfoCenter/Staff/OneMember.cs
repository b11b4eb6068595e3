using Parley.Api.Contracts;
using Parley.Sessions.Staff;

namespace Parley.Api.InfoCenter.Staff;

/// <summary>One member, by its id: to read, to change, to delete.</summary>
internal static class OneMember
{
    public static async Task<IResult> GetAsync(HttpRequest request, StaffDirectory staff)
    {
        var id = PathSegment.Last(request);
        return (await staff.ReadAsync()).Members.FirstOrDefault(member => member.Id == id) is { } member
            ? StaffViews.Answer(member)
            : InfoError.StaffNotFound.Answer();
    }

    public static async Task<IResult> PutAsync(HttpContext context, StaffDirectory staff)
    {
        var json = await JsonBody.ReadAsync(context.Request, context.RequestAborted);
        if (json.Problem is not null)
        {
            return InfoError.Invalid("body", json.Problem).Answer();
        }

        var body = new BodyReader(json);
        var update = new UpdateStaffCommand(PathSegment.Last(context.Request))
        {
            Platform = body.Id("platform"),
            PlatformUserId = body.Id("platformUserId"),
            Name = body.Id("name"),
            Status = body.OneOf("status", Words.StaffStatuses),
            Roles = body.Texts("roles"),
            Tags = body.Texts("tags"),
            Metadata = body.Metadata(),
        };
        return body.Error is null ? Answer(await staff.UpdateAsync(update)) : body.Error.Answer();
    }

    public static async Task<IResult> DeleteAsync(HttpRequest request, StaffDirectory staff) =>
        await staff.DeleteAsync(new DeleteStaffCommand(PathSegment.Last(request))) is { Status: StaffOutcome.NotFound } ? InfoError.StaffNotFound.Answer()
            : new JsonAnswer<InfoDone>(new InfoDone(true, "Staff deleted successfully"), InfoJson.Default.InfoDone);

    private static IResult Answer(StaffResult result) => result switch
    {
        { Member: { } member } => StaffViews.Answer(member),
        { Status: StaffOutcome.Exists } => InfoError.StaffExists.Answer(),
        _ => InfoError.StaffNotFound.Answer(),
    };
}
