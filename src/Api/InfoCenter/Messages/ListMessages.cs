using Parley.Api.Contracts;
using Parley.Sessions;
using Parley.Sessions.Catalog;

namespace Parley.Api.InfoCenter.Messages;

internal static class ListMessages
{
    public static async Task<IResult> HandleAsync(HttpRequest request, CatalogReader catalog, SessionReader sessions, CancellationToken cancellation)
    {
        var query = new QueryReader(request.Query);
        var part = ListQuery.Read(query);
        var wanted = new MessageQuery(part.PageSize)
        {
            Page = part.Page,
            Cursor = part.Cursor,
            RobotId = query.Text("robotId"),
            SessionId = query.Text("sessionId"),
            SenderId = query.Text("senderId"),
            Type = query.OneOf("messageType", Words.MessageTypes),
            Channel = query.OneOf("channel", Words.Channels),
            From = query.From("startDate"),
            Before = query.Through("endDate"),
            Sort = query.OneOf("sortBy", Words.Sorts) ?? MessageSort.CreatedAt,
            Ascending = query.OneOf("sortOrder", Words.Orders) ?? false,
        };
        if (query.Error is not null)
        {
            return query.Error.Answer();
        }

        var page = await catalog.ListMessagesAsync(wanted);
        if (page.BadCursor)
        {
            return InfoError.Invalid("cursor", ListQuery.CursorDemand).Answer();
        }

        var shown = await sessions.ReadShownAsync(page.Items, cancellation);
        return new JsonAnswer<InfoPage<InfoMessage>>(
            part.Show<InfoMessage>([.. shown.Select(MessageViews.Of)], page.Total, page.NextCursor), InfoJson.Default.InfoPageInfoMessage);
    }
}
