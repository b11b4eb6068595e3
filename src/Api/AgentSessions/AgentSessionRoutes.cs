using System.Text.Json;
using Parley.Api.Contracts;
using Parley.Sessions;
using Parley.Sessions.Catalog;

namespace Parley.Api.AgentSessions;

/// <summary>Lists, creates, shows and deletes sessions.</summary>
internal static class AgentSessionRoutes
{
    public const string Route = "/sessions";
    private const int MaxName = 256;

    public static async Task<IResult> ListAsync(
        HttpRequest request, CatalogReader catalog, SessionReader reader, AgentViews views, CancellationToken cancellation)
    {
        var query = new QueryNumbers(request.Query);
        var (limit, offset) = (query.Read("limit", 10, 1, 100), query.Read("offset", 0, 0, int.MaxValue));
        if (query.Errors.Count > 0)
        {
            return AgentAnswers.Invalid(query.Errors);
        }

        var page = await catalog.ListSessionsAsync(new SessionQuery(limit) { Channel = AgentSessionsModule.Channel, Skip = offset });
        var sessions = new List<AgentSession>(page.Items.Count);
        foreach (var head in await reader.FindManyAsync(page.Items, cancellation))
        {
            sessions.Add(await views.OfAsync(head, cancellation));
        }

        return new JsonAnswer<IReadOnlyList<AgentSession>>(sessions, AgentJson.Default.IReadOnlyListAgentSession);
    }

    public static async Task<IResult> CreateAsync(
        HttpContext context, SessionWriter sessions, SessionReader reader, AgentViews views, IdempotencyKeys keys, CancellationToken cancellation)
    {
        var body = await JsonBody.ReadAsync(context.Request, cancellation);
        var (name, problem) = NameIn(body);
        if (problem is not null)
        {
            return AgentAnswers.Invalid(problem);
        }

        var (claim, refusal) = await AgentRequest.ClaimAsync(context.Request, keys, Route, body);
        if (refusal is not null)
        {
            return refusal;
        }

        var id = (claim is null ? Guid.NewGuid() : Guid.ParseExact(claim.CommandId, "N")).ToString();
        if (await sessions.Session(id).CreateAsync(new CreateCommand(id, AgentSessionsModule.Channel) { Name = name }) == CreateStatus.Exists)
        {
            IdempotencyKeys.MarkReplayed(context.Response);
        }

        var createdAt = (await reader.FindAsync(id, cancellation))?.CreatedAt;
        return createdAt is null
            ? AgentAnswers.Missing
            : new JsonAnswer<AgentSession>(views.OfNew(id, name, createdAt.Value), AgentJson.Default.AgentSession);
    }

    public static async Task<IResult> GetAsync(string session_id, SessionPath path, AgentViews views, CancellationToken cancellation)
    {
        var (head, refusal) = await path.FindAsync(session_id, cancellation);
        return head is null ? refusal! : new JsonAnswer<AgentSession>(await views.OfAsync(head, cancellation), AgentJson.Default.AgentSession);
    }

    public static async Task<IResult> DeleteAsync(string session_id, SessionPath path, SessionWriter sessions, CancellationToken cancellation)
    {
        var (head, refusal) = await path.FindAsync(session_id, cancellation);
        return head is null ? refusal!
            : await sessions.Session(head.Id).DeleteAsync(new DeleteSessionCommand())
                ? new JsonAnswer<DeletedSession>(new DeletedSession(true, "会话已删除"), AgentJson.Default.DeletedSession)
            : AgentAnswers.Missing;
    }

    /// <summary>The name that a body gives; a body that is no object gives none.</summary>
    private static (string? Name, FieldError? Problem) NameIn(JsonBody body)
    {
        if (body.Problem is not null || !body.Object.TryGetProperty("name", out var member) || member.ValueKind == JsonValueKind.Null)
        {
            return (null, null);
        }

        return body.Text("name") switch
        {
            null => (null, FieldError.Of("string_type", "name", "Input should be a valid string")),
            var name when CodePoints.Count(name) > MaxName => (null, FieldError.Of("value_error", "name", $"Value error, at most {MaxName} characters are allowed")),
            var name => (string.IsNullOrWhiteSpace(name) ? null : name, null),
        };
    }
}
