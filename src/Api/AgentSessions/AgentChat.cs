using Microsoft.Extensions.Options;
using Parley.Api.Contracts;
using Parley.Sessions;
using Parley.Sessions.Catalog;
using Parley.Sessions.Chats;
using Parley.Sessions.Messages;
using Parley.Workflows;
using Parley.Workflows.Chats;

namespace Parley.Api.AgentSessions;

/// <summary>History, and chat: one question, and its answer with the same response.</summary>
public sealed class AgentChat(
    SessionPath path, CatalogReader catalog, SessionWriter sessions, SessionReader reader, AgentViews views,
    Conversations conversations, IdempotencyKeys keys, IOptions<AiOptions> options)
{
    public const string Route = "/sessions/{session_id}/chat";
    public const string LatestRoute = "/chat";

    private const int NameLength = 20;
    private const int DefaultHistory = 100;
    private const int MaxHistory = 1000;

    public async Task<IResult> HistoryAsync(string id, IQueryCollection parameters, CancellationToken cancellation)
    {
        var query = new QueryNumbers(parameters);
        var (limit, offset) = (query.Read("limit", DefaultHistory, 1, MaxHistory), query.Read("offset", 0, 0, int.MaxValue));
        if (query.Errors.Count > 0)
        {
            return AgentAnswers.Invalid(query.Errors);
        }

        var (head, refusal) = await path.FindAsync(id, cancellation);
        return head is null ? refusal! : await ShowAsync(head, offset, limit, cancellation);
    }

    public async Task<IResult> LatestHistoryAsync(CancellationToken cancellation) =>
        await LatestAsync() is { } latest && await reader.FindAsync(latest, cancellation) is { } head
            ? await ShowAsync(head, 0, DefaultHistory, cancellation)
            : new JsonAnswer<IReadOnlyList<AgentMessage>>([], AgentJson.Default.IReadOnlyListAgentMessage);

    public async Task<IResult> AskAsync(HttpContext context, string id)
    {
        var body = await JsonBody.ReadAsync(context.Request, context.RequestAborted);
        var (head, refusal) = await path.FindAsync(id, context.RequestAborted);
        if (head is null)
        {
            return refusal!;
        }

        var (question, errors) = QuestionBody.Read(body);
        if (question is null)
        {
            return AgentAnswers.Invalid(errors);
        }

        var (claim, mismatch) = await AgentRequest.ClaimAsync(context.Request, keys, Route, body);
        return mismatch ?? await AskAsync(context, new BeginTurnCommand(claim?.CommandId ?? NewId(), head.Id, AgentSessionsModule.Channel, question)
        {
            ClaimedAt = claim?.ClaimedAt,
        });
    }

    public async Task<IResult> AskLatestAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context.Request, context.RequestAborted);
        var (question, errors) = QuestionBody.Read(body);
        if (question is null)
        {
            return AgentAnswers.Invalid(errors);
        }

        var chosen = await LatestAsync() ?? Guid.NewGuid().ToString();
        var (claim, mismatch) = await AgentRequest.ClaimAsync(context.Request, keys, LatestRoute, body, chosen);
        if (mismatch is not null)
        {
            return mismatch;
        }

        var id = claim?.Target ?? chosen;
        if (await reader.FindAsync(id, context.RequestAborted) is null)
        {
            await sessions.Session(id).CreateAsync(new CreateCommand(id, AgentSessionsModule.Channel));
        }

        return await AskAsync(context, new BeginTurnCommand(claim?.CommandId ?? NewId(), id, AgentSessionsModule.Channel, question)
        {
            ClaimedAt = claim?.ClaimedAt,
        });
    }

    private static string NewId() => Guid.NewGuid().ToString("N");

    private static string NameOf(string content)
    {
        var name = string.Concat(content.EnumerateRunes().Take(NameLength));
        return name.Length < content.Length ? $"{name}..." : name;
    }

    private async Task<IResult> AskAsync(HttpContext context, BeginTurnCommand command)
    {
        var answered = await conversations.AskAsync(
            command with { MustExist = true, SessionName = NameOf(command.Question.Content) }, context.RequestAborted);
        if (answered.Repeated && answered.Status is AnsweredStatus.Answered or AnsweredStatus.InHumanHands)
        {
            IdempotencyKeys.MarkReplayed(context.Response);
        }

        return answered.Status switch
        {
            AnsweredStatus.Answered => Show(AgentViews.Reply(answered.Answer!)),
            AnsweredStatus.InHumanHands => Show(AgentViews.Reply(options.Value.HandoffText)),
            AnsweredStatus.Missing => AgentAnswers.Missing,
            AnsweredStatus.Archived => AgentAnswers.Failure("会话已归档", StatusCodes.Status409Conflict),
            AnsweredStatus.Full => AgentAnswers.Later(context.Response, "该会话等待的消息过多，请稍后重试", StatusCodes.Status429TooManyRequests),
            AnsweredStatus.Overloaded => AgentAnswers.Later(context.Response, "服务暂时不可用，请稍后重试", StatusCodes.Status503ServiceUnavailable),
            AnsweredStatus.TimedOut => AgentAnswers.NoReply("the model took too long", StatusCodes.Status504GatewayTimeout),
            _ => AgentAnswers.NoReply("the model failed", StatusCodes.Status500InternalServerError),
        };
    }

    private static JsonAnswer<AgentReply> Show(AgentReply reply) => new(reply, AgentJson.Default.AgentReply);

    private async Task<IResult> ShowAsync(SessionHead head, long offset, int limit, CancellationToken cancellation) =>
        new JsonAnswer<IReadOnlyList<AgentMessage>>(
            await views.HistoryAsync(head, offset, limit, cancellation), AgentJson.Default.IReadOnlyListAgentMessage);

    private async Task<string?> LatestAsync() =>
        (await catalog.ListSessionsAsync(new SessionQuery(1) { Channel = AgentSessionsModule.Channel })).Items is [var latest] ? latest : null;
}
