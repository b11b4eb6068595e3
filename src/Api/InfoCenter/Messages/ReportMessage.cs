using Parley.Api.Contracts;
using Parley.Sessions;
using Parley.Sessions.Messages;
using Parley.Sessions.Staff;

namespace Parley.Api.InfoCenter.Messages;

internal static class ReportMessage
{
    public const string Route = "/api/messages";

    public static async Task<IResult> HandleAsync(
        HttpContext context, SessionWriter sessions, IdempotencyKeys keys, OwedReplies owed, StaffDirectory staff)
    {
        var body = await JsonBody.ReadAsync(context.Request, context.RequestAborted);
        if (body.Problem is not null)
        {
            return InfoError.Invalid("body", body.Problem).Answer();
        }

        var (report, problem) = await Report.ReadAsync(body, owed, staff);
        if (report is null)
        {
            return problem!.Answer();
        }

        var (claim, refusal) = await keys.ClaimAsync(context.Request, Route, body);
        if (refusal is not null)
        {
            return refusal.Answer();
        }

        var result = await sessions.AppendAsync(new AppendCommand(
            claim?.CommandId ?? Guid.NewGuid().ToString("N"), report.SessionId, InfoCenterModule.Channel, report.Message)
        {
            ClaimedAt = claim?.ClaimedAt,
        });
        if (result.Message is not { } message)
        {
            return (result.Status == AppendStatus.Archived ? InfoError.SessionArchived : InfoError.Overloaded).Answer();
        }

        if (result.Status == AppendStatus.Repeated)
        {
            IdempotencyKeys.MarkReplayed(context.Response);
        }

        return new JsonAnswer<InfoData<InfoMessage>>(
            new InfoData<InfoMessage>(true, AsReported(report, message, result.Channel!)), InfoJson.Default.InfoDataInfoMessage, StatusCodes.Status201Created);
    }

    /// <summary>The message as it was when it was taken, so that a repeat gets the first answer, whatever has become of it since.</summary>
    private static InfoMessage AsReported(Report report, Message message, string channel) => MessageViews.Of(
        new SessionHead { Id = report.SessionId, Channel = channel },
        message with
        {
            RobotId = report.Message.RobotId,
            Metadata = report.Message.Metadata,
            HumanIntervened = message.Sender.Role == SenderRole.Staff,
            AnsweredAt = null,
            Confidence = null,
            Satisfaction = null,
            UpdatedAt = null,
        },
        null);
}
