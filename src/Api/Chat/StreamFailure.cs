using System.Text.Json;

namespace Parley.Api.Chat;

public sealed record StreamFailure(string Message, JsonElement Code)
{
    public static readonly StreamFailure Failed = new("AI 服务调用失败", JsonElement.Parse("2001"));
    public static readonly StreamFailure TimedOut = new("AI 回复超时", JsonElement.Parse("2002"));

    /// <summary>What was sent is not how the stored reply begins; the history has it.</summary>
    public static readonly StreamFailure Replaced = new("The reply was replaced, read it from the history", JsonElement.Parse("\"REPLACED\""));
}
