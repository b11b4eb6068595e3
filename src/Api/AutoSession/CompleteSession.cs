using Microsoft.AspNetCore.Mvc;
using Parley.Api.Contracts;
using Parley.Sessions.Pairs;

namespace Parley.Api.AutoSession;

internal static class CompleteSession
{
    public static async Task<IResult> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId, HttpContext context, PairDesk pairs, ContractTime times)
    {
        var (body, refusal) = await Request.ReadAsync(context.Request);
        if (refusal is not null)
        {
            return refusal;
        }

        var fields = new Fields(body);
        var command = new CompleteTaskCommand(
            sessionId, fields.Flag("success"), fields.Optional("error_message"), fields.OptionalInteger("lease"));
        if (fields.Errors.Count > 0)
        {
            return Answers.Invalid(fields.Errors);
        }

        return await pairs.CompleteAsync(command) is { ReportedAt: { } reportedAt } session
            ? Answers.Success(
                "会话任务完成成功",
                new CompletedTask(session.Id, command.Success, times.Naive(reportedAt)),
                AutoSessionJson.Default.EnvelopeCompletedTask)
            : Answers.Failure("会话任务完成失败", "COMPLETE_FAILED");
    }
}
