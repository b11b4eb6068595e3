using System.Globalization;
using System.Text.Json;
using Parley.Api.Contracts;
using Parley.Sessions;
using Parley.Sessions.Messages;
using Parley.Sessions.Pairs;

namespace Parley.Api.AutoSession;

internal static class UploadMessages
{
    public const string Route = "/api/messages/batch";
    private const int MaxMessages = 1000;
    private const string AccountPrefix = "t-";
    private const string UnknownAccount = "未知账号";
    private const string UnknownNick = "customer";

    public static async Task<IResult> HandleAsync(HttpContext context, PairDesk pairs, IdempotencyKeys keys, ContractTime times, TimeProvider time)
    {
        var (body, refusal) = await Request.ReadAsync(context.Request);
        if (refusal is not null)
        {
            return refusal;
        }

        var fields = new Fields(body);
        var shopName = fields.Id("shop_name", blank: false);
        var elements = ReadElements(fields);
        var platform = fields.Id("platform", CreateSession.DefaultPlatform);
        var maxIdle = TimeSpan.FromMinutes(fields.Integer("max_inactive_minutes", CreateSession.DefaultMinutes));
        if (fields.Errors.Count > 0)
        {
            return Answers.Invalid(fields.Errors);
        }

        var (claim, mismatch) = await Request.ClaimAsync(context.Request, keys, Route, body);
        if (mismatch is not null)
        {
            return mismatch;
        }

        var errors = new List<string>();
        var messages = new List<UploadedMessage>();
        var now = time.GetUtcNow();
        for (var i = 0; i < elements.Count; i++)
        {
            var (message, error) = Read(elements[i], i, times, now);
            errors.AddRange(error is null ? [] : [error]);
            messages.AddRange(message is null ? [] : [message]);
        }

        var result = await pairs.UploadAsync(new UploadCommand
        {
            Id = claim?.CommandId ?? Guid.NewGuid().ToString("N"),
            Claimed = claim is not null,
            AccountId = AccountOf(platform, elements),
            ShopName = shopName,
            Platform = platform,
            MaxIdle = maxIdle,
            Messages = messages,
        });
        if (claim is not null && result.Repeated)
        {
            IdempotencyKeys.MarkReplayed(context.Response);
        }

        return Answers.Success(
            "消息批处理成功",
            new UploadSummary(result.Stored, result.Skipped, result.SessionId, [.. result.Operations.Select(Words.Of)], errors),
            AutoSessionJson.Default.EnvelopeUploadSummary);
    }

    private static List<JsonElement> ReadElements(Fields fields)
    {
        switch (fields.Member("messages"))
        {
            case null:
                fields.Fail("missing", "messages", "Field required");
                return [];
            case { ValueKind: JsonValueKind.Array } array when array.GetArrayLength() <= MaxMessages:
                return [.. array.EnumerateArray()];
            case { ValueKind: JsonValueKind.Array }:
                fields.Fail("value_error", "messages", $"Value error, at most {MaxMessages} messages are allowed");
                return [];
            default:
                fields.Fail("value_error", "messages", "Value error, must be a list");
                return [];
        }
    }

    private static string AccountOf(string platform, List<JsonElement> elements) =>
        platform != CreateSession.DefaultPlatform ? platform
        : elements.Select(element => Text(element, "nick")).FirstOrDefault(nick => nick is not null && IsAccount(nick) && IsId(nick)) ?? UnknownAccount;

    private static (UploadedMessage? Message, string? Error) Read(JsonElement element, int index, ContractTime times, DateTimeOffset now)
    {
        var (id, content) = (Text(element, "id"), Text(element, "content"));
        if (element.ValueKind != JsonValueKind.Object)
        {
            return (null, $"messages[{index}]: 不是对象");
        }

        if (id is null || !IsId(id))
        {
            return (null, $"messages[{index}]: id 缺失或无效");
        }

        if (content is null || CodePoints.Count(content) > Fields.MaxContent)
        {
            return (null, $"messages[{index}]: content 缺失、无效或过长");
        }

        var nick = Text(element, "nick") is { } given && IsId(given) ? given : UnknownNick;
        var role = IsAccount(nick) ? SenderRole.Account : SenderRole.Customer;
        return (new UploadedMessage(id, nick, role, content, times.Parse(Text(element, "time")) ?? now), null);
    }

    private static bool IsAccount(string nick) => nick.StartsWith(AccountPrefix, StringComparison.Ordinal);

    private static bool IsId(string text) => text.Length > 0 && CodePoints.Count(text) <= Fields.MaxId && Identifier.IsValid(text);

    private static string? Text(JsonElement element, string member)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        try
        {
            return element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Lone surrogates, or bytes that are no UTF-8.
            return null;
        }
    }
}
