using Parley.Api.Contracts;
using Parley.Sessions;

namespace Parley.Api.InfoCenter.Sessions;

/// <summary>One session, by its id: to read, to change.</summary>
internal static class OneSession
{
    public static Task<IResult> GetAsync(HttpRequest request, SessionReader sessions, CancellationToken cancellation) =>
        AnswerAsync(PathSegment.Last(request), sessions, cancellation);

    public static async Task<IResult> PutAsync(HttpContext context, SessionReader reader, SessionWriter writer)
    {
        var id = PathSegment.Last(context.Request);
        var json = await JsonBody.ReadAsync(context.Request, context.RequestAborted);
        if (json.Problem is not null)
        {
            return InfoError.Invalid("body", json.Problem).Answer();
        }

        if (await reader.FindAsync(id, context.RequestAborted) is null)
        {
            return InfoError.SessionNotFound.Answer();
        }

        var body = new BodyReader(json);
        var update = new UpdateCommand
        {
            Status = body.OneOf("status", Words.SessionStatuses),
            Tags = body.Texts("tags"),
            Metadata = body.Metadata(),
        };
        if (body.Error is not null)
        {
            return body.Error.Answer();
        }

        var status = update is { Status: null, Tags: null, Metadata: null } ? UpdateStatus.Updated : await writer.Session(id).UpdateAsync(update);
        return status switch
        {
            UpdateStatus.Updated => await AnswerAsync(id, reader, context.RequestAborted),
            UpdateStatus.NotFound => InfoError.SessionNotFound.Answer(),
            _ => InfoError.Overloaded.Answer(),
        };
    }

    private static async Task<IResult> AnswerAsync(string id, SessionReader sessions, CancellationToken cancellation) =>
        await sessions.FindAsync(id, cancellation) is { } head
            ? new JsonAnswer<InfoData<InfoSession>>(
                new InfoData<InfoSession>(true, await sessions.ShowAsync(head, cancellation)), InfoJson.Default.InfoDataInfoSession)
            : InfoError.SessionNotFound.Answer();
}
