using Parley.Api.Contracts;
using Parley.Sessions.Catalog;
using Parley.Sessions.Snapshots;

namespace Parley.Api.Chat.Exports;

/// <summary>Starts exports.</summary>
internal sealed class ExportEndpoint(UuidSessions sessions, CatalogReader catalog, SnapshotReader reader, RunningExports running, TimeProvider time)
{
    private const string SecondsToWait = "2";

    private static readonly IResult Missing = ChatAnswers.Failure("Conversation not found", StatusCodes.Status404NotFound);

    public async Task<IResult> ExportAsync(string conversationId, HttpContext context)
    {
        if (await sessions.FindAsync(conversationId, context.RequestAborted) is not { } head)
        {
            return Missing;
        }

        return ExportForm.Parse(context.Request.Query) is { } form
            ? await StartAsync(new ConversationExport(head.Id, form, reader), context)
            : ChatAnswers.Bad("Unsupported format, use csv or json");
    }

    public async Task<IResult> ExportAllAsync(HttpContext context)
    {
        if (ExportForm.Parse(context.Request.Query) is not { } form)
        {
            return ChatAnswers.Bad("不支持的导出格式，支持格式：csv, json");
        }

        var (period, problem) = ExportPeriod.Parse(context.Request.Query);
        return period is null ? ChatAnswers.Bad(problem!) : await StartAsync(new AllConversationsExport(period, form, time.GetUtcNow(), catalog, reader), context);
    }

    private async Task<IResult> StartAsync(IExport export, HttpContext context)
    {
        if (running.TryStart(export) is not { } run)
        {
            context.Response.Headers.RetryAfter = SecondsToWait;
            return ChatAnswers.Failure("Too many exports are running or kept, try again soon", StatusCodes.Status503ServiceUnavailable);
        }

        return await run.Begun.WaitAsync(context.RequestAborted) is { } path ? new FollowedExport(run, path) : Missing;
    }
}
