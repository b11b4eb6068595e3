using Parley.Api.Contracts;
using Parley.Sessions.Staff;

namespace Parley.Api.InfoCenter.Staff;

internal static class CreateStaff
{
    public const string Route = "/api/staff";
    private const int IdDigits = 12;

    private static readonly string[] Required = ["platform", "platformUserId", "name"];
    private static readonly string[] DefaultRoles = ["staff"];

    public static async Task<IResult> HandleAsync(HttpContext context, StaffDirectory staff, IdempotencyKeys keys)
    {
        var json = await JsonBody.ReadAsync(context.Request, context.RequestAborted);
        if (json.Problem is not null)
        {
            return InfoError.Invalid("body", json.Problem).Answer();
        }

        var (member, problem) = Read(json);
        if (member is null)
        {
            return problem!.Answer();
        }

        var (claim, refusal) = await keys.ClaimAsync(context.Request, Route, json);
        if (refusal is not null)
        {
            return refusal.Answer();
        }

        // The id follows from the command, so that a repeat gets the same.
        var command = claim?.CommandId ?? Guid.NewGuid().ToString("N");
        var id = member.Id.Length > 0 ? member.Id : $"staff-{command[..IdDigits]}";
        var result = await staff.CreateAsync(new CreateStaffCommand(command, member with { Id = id }));
        if (result.Member is null)
        {
            return InfoError.StaffExists.Answer();
        }

        if (result.Status == StaffOutcome.Repeated)
        {
            IdempotencyKeys.MarkReplayed(context.Response);
        }

        return StaffViews.Answer(result.Member, StatusCodes.Status201Created);
    }

    private static (StaffMember? Member, InfoError? Error) Read(JsonBody json)
    {
        var body = new BodyReader(json);
        body.Require(Required);
        var member = new StaffMember
        {
            Id = body.Id("id") ?? "",
            Platform = body.Id("platform") ?? "",
            PlatformUserId = body.Id("platformUserId") ?? "",
            Name = body.Id("name") ?? "",
            Status = body.OneOf("status", Words.StaffStatuses) ?? StaffStatus.Active,
            Roles = body.Texts("roles") ?? DefaultRoles,
            Tags = body.Texts("tags"),
            Metadata = body.Metadata(),
        };
        return body.Error is null ? (member, null) : (null, body.Error);
    }
}
