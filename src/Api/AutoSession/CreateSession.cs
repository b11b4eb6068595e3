using Parley.Api.Contracts;
using Parley.Sessions.Pairs;

namespace Parley.Api.AutoSession;

internal static class CreateSession
{
    public const string Route = "/api/sessions/create";
    public const int DefaultMinutes = 120;
    public const string DefaultPlatform = "淘天";

    public static async Task<IResult> HandleAsync(HttpContext context, PairDesk pairs, IdempotencyKeys keys, ContractTime times)
    {
        var (body, refusal) = await Request.ReadAsync(context.Request);
        if (refusal is not null)
        {
            return refusal;
        }

        var fields = new Fields(body);
        var command = new CreateTaskCommand
        {
            Id = "",
            AccountId = fields.Id("account_id", blank: false),
            ShopId = fields.Id("shop_id"),
            ShopName = fields.Id("shop_name", blank: false),
            TaskType = fields.Choice("task_type", Words.TaskTypes),
            ExternalTaskId = fields.Id("external_task_id"),
            SendContent = fields.Content("send_content"),
            Platform = fields.Id("platform", DefaultPlatform),
            Level = fields.Choice("level", Words.Levels, "level3"),
            SendUrl = fields.Optional("send_url"),
            MaxIdle = TimeSpan.FromMinutes(fields.Integer("max_inactive_minutes", DefaultMinutes)),
        };
        if (fields.Errors.Count > 0)
        {
            return Answers.Invalid(fields.Errors);
        }

        var (claim, mismatch) = await Request.ClaimAsync(context.Request, keys, Route, body);
        if (mismatch is not null)
        {
            return mismatch;
        }

        var result = await pairs.CreateAsync(command with { Id = claim?.CommandId ?? Guid.NewGuid().ToString("N"), Claimed = claim is not null });
        if (claim is not null && result.Repeated)
        {
            IdempotencyKeys.MarkReplayed(context.Response);
        }

        return result.Status switch
        {
            CreateTaskStatus.Created => Answers.Success(
                "会话任务创建成功",
                new CreatedSession(result.SessionId, command.ExternalTaskId, Words.Of(command.TaskType), times.Naive(result.CreatedAt)),
                AutoSessionJson.Default.EnvelopeCreatedSession),
            CreateTaskStatus.HumanAtWork => Refused($"当前有人工会话{result.SessionId}正在处理中，无法创建机器人会话", result),
            _ => Refused($"当前有活跃的机器人会话{result.SessionId}，无法创建新的机器人会话", result),
        };
    }

    private static IResult Refused(string message, CreateTaskResult result) =>
        Answers.Failure(message, new Conflict(result.SessionId), "UNAVAILABLE", AutoSessionJson.Default.EnvelopeConflict);
}
