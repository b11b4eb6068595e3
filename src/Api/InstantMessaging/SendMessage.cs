using Parley.Api.Contracts;
using Parley.Sessions;
using Parley.Sessions.Messages;

namespace Parley.Api.InstantMessaging;

internal static class SendMessage
{
    public const string Route = "/api/message/send";
    private const string DefaultUser = "default_user";
    private const int MaxUserId = 128;

    public static async Task<IResult> HandleAsync(
        HttpContext context, SessionWriter sessions, IdempotencyKeys keys, OwedReplies owed, Views views)
    {
        var body = await JsonBody.ReadAsync(context.Request, context.RequestAborted);
        if (body.Problem is not null)
        {
            return views.Of(ImError.BadInput(body.Problem));
        }

        var (content, sessionId) = (body.Text("content"), body.Text("session_id"));
        if ((ImText.CheckContent(content) ?? ImText.CheckSessionId(sessionId)) is { } error)
        {
            return views.Of(error);
        }

        var user = context.Request.Query.TryGetValue("user_id", out var given) ? given.ToString() : DefaultUser;
        if (user.Length == 0 || CodePoints.Count(user) > MaxUserId || !Identifier.IsValid(user))
        {
            return views.Of(ImError.BadInput($"user_id must be 1 to {MaxUserId} characters without control characters"));
        }

        if (context.Request.Headers.TryGetValue(IdempotencyKeys.Header, out var key) && !IdempotencyKeys.IsValid(key.ToString()))
        {
            return views.Of(ImError.BadInput($"{IdempotencyKeys.Header} must be 1 to {IdempotencyKeys.MaxLength} printable characters"));
        }

        var claim = await keys.ClaimAsync(context.Request, InstantMessagingModule.Channel, Route, body.Bytes);
        if (claim is { Matches: false })
        {
            return views.Of(ImError.KeyReused);
        }

        var result = await sessions.AppendAsync(new AppendCommand(
            claim?.CommandId ?? Guid.NewGuid().ToString("N"),
            sessionId!,
            InstantMessagingModule.Channel,
            new NewMessage(new Sender(user, SenderRole.User), content!) { OwedReply = owed.IsOn(InstantMessagingModule.Channel) })
        {
            ClaimedAt = claim?.ClaimedAt,
        });
        if (result.Status == AppendStatus.Archived)
        {
            return views.Of(ImError.Archived);
        }

        if (result.Message is null)
        {
            context.Response.Headers.RetryAfter = "1";
            return views.Of(ImError.Overloaded);
        }

        if (result.Status == AppendStatus.Repeated)
        {
            IdempotencyKeys.MarkReplayed(context.Response);
        }

        return new JsonAnswer<MessageView>(views.Of(sessionId!, result.Message), ImJson.Default.MessageView);
    }
}
