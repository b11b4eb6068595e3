using Microsoft.AspNetCore.Mvc;
using Parley.Api.Contracts;
using Parley.Sessions;

namespace Parley.Api.InstantMessaging;

internal static class ReadLists
{
    public static async Task<IResult> MessageAsync(
        [FromRoute(Name = "message_id")] string messageId, MessageIds ids, Views views, CancellationToken cancellation) =>
        await ids.FindAsync(messageId, cancellation) is { } found
            ? new JsonAnswer<MessageView>(views.Of(found.Head.Id, found.Message), ImJson.Default.MessageView)
            : views.Of(ImError.MessageNotFound);

    public static async Task<IResult> MessagesAsync(HttpRequest request, SessionReader sessions, Views views, CancellationToken cancellation)
    {
        var (query, sessionId, error) = Parse(request.Query);
        if (query is null)
        {
            return views.Of(error!);
        }

        var head = await sessions.FindAsync(sessionId, cancellation);
        var total = (head?.Messages.Count - head?.DeletedMessages) ?? 0;
        var (from, to) = query.Window(total);
        var messages = head is null ? [] : await sessions.ListMessagesAsync(head, from, to, cancellation);
        var list = new MessageList(
            InOrder(messages.Select(message => views.Of(head!.Id, message)), query),
            total,
            query.Page,
            query.PageSize,
            query.Next(from, to, total));
        return new JsonAnswer<MessageList>(list, ImJson.Default.MessageList);
    }

    public static async Task<IResult> RecordsAsync(HttpRequest request, SessionReader sessions, Views views, CancellationToken cancellation)
    {
        var (query, sessionId, error) = Parse(request.Query);
        if (query is null)
        {
            return views.Of(error!);
        }

        var head = await sessions.FindAsync(sessionId, cancellation);
        var total = (head?.Replies.Count - head?.DeletedReplies) ?? 0;
        var (from, to) = query.Window(total);
        var records = head is null ? [] : await sessions.ListRepliesAsync(head, from, to, cancellation);
        var list = new RecordList(
            InOrder(records.Select(record => views.Of(head!.Id, record)), query),
            total,
            query.Page,
            query.PageSize,
            query.Next(from, to, total));
        return new JsonAnswer<RecordList>(list, ImJson.Default.RecordList);
    }

    private static (PageQuery? Query, string SessionId, ImError? Error) Parse(IQueryCollection query)
    {
        var sessionId = query["session_id"].ToString();
        if (ImText.CheckSessionId(sessionId) is { } error)
        {
            return (null, sessionId, error);
        }

        var (page, problem) = PageQuery.Parse(query);
        return (page, sessionId, problem is null ? null : ImError.BadInput(problem));
    }

    private static IReadOnlyList<T> InOrder<T>(IEnumerable<T> items, PageQuery query) =>
        [.. query.Descending ? items.Reverse() : items];
}
