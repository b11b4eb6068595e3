namespace Parley.Api.InstantMessaging;

/// <summary>A refusal of this contract: HTTP status, business code, text.</summary>
public sealed record ImError(int Status, int Code, string Message)
{
    public static readonly ImError ContentEmpty = new(400, 1001, "消息内容不能为空");
    public static readonly ImError ContentTooLong = new(400, 1002, "消息内容过长");
    public static readonly ImError SessionEmpty = new(400, 1003, "会话ID不能为空");
    public static readonly ImError SessionTooLong = new(400, 1003, "会话ID过长");
    public static readonly ImError SessionMalformed = new(400, 1003, "会话ID包含非法字符");
    public static readonly ImError ReplyFailed = new(500, 2001, "AI 服务调用失败");
    public static readonly ImError ReplyTimedOut = new(500, 2002, "AI 回复超时");
    public static readonly ImError Archived = new(400, 400, "会话已归档");
    public static readonly ImError MessageNotFound = new(404, 404, "消息不存在");
    public static readonly ImError KeyReused = new(422, 422, "Idempotency-Key 已用于其他请求");
    public static readonly ImError Overloaded = new(503, 503, "服务繁忙，请稍后重试");

    public const string InHumanHands = "人工服务中";

    public static ImError BadInput(string message) => new(400, 400, message);
}
