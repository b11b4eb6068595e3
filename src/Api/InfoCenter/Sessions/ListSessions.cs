using Parley.Api.Contracts;
using Parley.Sessions;
using Parley.Sessions.Catalog;

namespace Parley.Api.InfoCenter.Sessions;

internal static class ListSessions
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 500;

    public static async Task<IResult> HandleAsync(HttpRequest request, CatalogReader catalog, SessionReader sessions, CancellationToken cancellation)
    {
        var query = new QueryReader(request.Query);
        var part = ListQuery.Read(query);
        var wanted = new SessionQuery(part.PageSize)
        {
            Skip = (part.Page - 1L) * part.PageSize,
            Cursor = part.Cursor,
            RobotId = query.Text("robotId"),
            Status = query.OneOf("status", Words.SessionStatuses),
            UserId = query.Text("userId"),
            Channel = query.OneOf("channel", Words.Channels),
            Tag = query.Text("tag"),
            From = query.From("startDate"),
            Before = query.Through("endDate"),
        };
        if (query.Error is not null)
        {
            return query.Error.Answer();
        }

        var page = await catalog.ListSessionsAsync(wanted);
        if (page.BadCursor)
        {
            return InfoError.Invalid("cursor", ListQuery.CursorDemand).Answer();
        }

        var shown = await sessions.ShowAsync(await sessions.FindManyAsync(page.Items, cancellation), cancellation);
        return new JsonAnswer<InfoPage<InfoSession>>(part.Show<InfoSession>(shown, page.Total, page.NextCursor), InfoJson.Default.InfoPageInfoSession);
    }

    public static async Task<IResult> ActiveAsync(HttpRequest request, CatalogReader catalog, SessionReader sessions, CancellationToken cancellation)
    {
        var query = new QueryReader(request.Query);
        var limit = query.Number("limit", DefaultLimit, MaxLimit);
        if (query.Error is not null)
        {
            return query.Error.Answer();
        }

        var page = await catalog.ListSessionsAsync(new SessionQuery(limit) { RobotId = query.Text("robotId"), Status = SessionStatus.Active });
        var shown = await sessions.ShowAsync(await sessions.FindManyAsync(page.Items, cancellation), cancellation);
        return new JsonAnswer<InfoActiveSessions>(
            new InfoActiveSessions(true, shown, new InfoLimit(limit, shown.Length)), InfoJson.Default.InfoActiveSessions);
    }
}
