using Parley.Api.Contracts;
using Parley.Sessions;

namespace Parley.Api.InfoCenter.Messages;

/// <summary>One message, by its id: to read, to change, to delete.</summary>
internal static class OneMessage
{
    // A reply that a person gives may be as long as a model's, whatever that is configured to be.
    private const int MaxReply = 20_000;

    public static async Task<IResult> GetAsync(string id, SessionReader sessions, CancellationToken cancellation) =>
        await FindAsync(id, sessions, cancellation) is { } shown ? Answer(MessageViews.Of(shown)) : InfoError.MessageNotFound.Answer();

    public static async Task<IResult> PutAsync(string id, HttpContext context, SessionReader reader, SessionWriter writer)
    {
        var json = await JsonBody.ReadAsync(context.Request, context.RequestAborted);
        if (json.Problem is not null)
        {
            return InfoError.Invalid("body", json.Problem).Answer();
        }

        if (await FindAsync(id, reader, context.RequestAborted) is not { } shown)
        {
            return InfoError.MessageNotFound.Answer();
        }

        var (edit, problem) = Read(json, shown.Message.Sequence);
        if (edit is null)
        {
            return problem!.Answer();
        }

        if (edit.Fields == EditedFields.None)
        {
            return Answer(MessageViews.Of(shown));
        }

        var result = await writer.EditAsync(shown.Head.Id, edit);
        return result.Status switch
        {
            EditStatus.Edited => Answer(MessageViews.Of(shown.Head, result.Message!, result.AiResponse)),
            EditStatus.NotFound => InfoError.MessageNotFound.Answer(),
            _ => InfoError.Overloaded.Answer(),
        };
    }

    public static async Task<IResult> DeleteAsync(string id, SessionReader reader, SessionWriter writer, CancellationToken cancellation)
    {
        if (await FindAsync(id, reader, cancellation) is not { } shown)
        {
            return InfoError.MessageNotFound.Answer();
        }

        return await writer.Session(shown.Head.Id).DeleteMessageAsync(new DeleteCommand(shown.Message.Sequence)) switch
        {
            DeleteStatus.Deleted => new JsonAnswer<InfoDone>(new InfoDone(true, "Message deleted successfully"), InfoJson.Default.InfoDone),
            DeleteStatus.NotFound => InfoError.MessageNotFound.Answer(),
            _ => InfoError.Overloaded.Answer(),
        };
    }

    private static async Task<ShownMessage?> FindAsync(string id, SessionReader sessions, CancellationToken cancellation) =>
        MessageViews.NumberOf(id) is { } number ? await sessions.FindShownAsync(number, cancellation) : null;

    private static (EditCommand? Edit, InfoError? Error) Read(JsonBody json, long sequence)
    {
        var body = new BodyReader(json);
        var edit = new EditCommand(sequence, FieldsOf(body))
        {
            AiResponse = body.Text("aiResponse", MaxReply),
            AiResponseTime = body.Instant("aiResponseTime"),
            Confidence = body.Share("confidence"),
            HumanIntervened = body.Truth("humanIntervened") ?? false,
            SatisfactionScore = body.WholeNumber("satisfactionScore", 1, 5),
            Metadata = body.Metadata(),
        };
        return body.Error is null ? (edit, null) : (null, body.Error);
    }

    private static EditedFields FieldsOf(BodyReader body) =>
        Named(body, "aiResponse", EditedFields.AiResponse)
        | Named(body, "aiResponseTime", EditedFields.AiResponseTime)
        | Named(body, "confidence", EditedFields.Confidence)
        | Named(body, "humanIntervened", EditedFields.HumanIntervened)
        | Named(body, "satisfactionScore", EditedFields.SatisfactionScore)
        | Named(body, "metadata", EditedFields.Metadata);

    private static EditedFields Named(BodyReader body, string name, EditedFields field) => body.Names(name) ? field : EditedFields.None;

    private static JsonAnswer<InfoData<InfoMessage>> Answer(InfoMessage message) =>
        new(new InfoData<InfoMessage>(true, message), InfoJson.Default.InfoDataInfoMessage);
}
