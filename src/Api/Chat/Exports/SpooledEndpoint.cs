using Microsoft.Net.Http.Headers;
using Parley.Api.Contracts;

namespace Parley.Api.Chat.Exports;

/// <summary>Gives spooled exports out again.</summary>
internal sealed class SpooledEndpoint(Spool spool, RunningExports running)
{
    public const string Root = "/api/exports";

    private const string SecondsToWait = "2";

    private static readonly IResult Missing = ChatAnswers.Failure("Export not found", StatusCodes.Status404NotFound);
    private static readonly IResult Failed = ChatAnswers.Failure("The export failed, start it again", StatusCodes.Status410Gone);
    private static readonly IResult Running = ChatAnswers.Failure("The export is not finished, try again soon", StatusCodes.Status503ServiceUnavailable);

    public async Task<IResult> GetAsync(string exportId, HttpContext context)
    {
        switch (await spool.FindAsync(exportId, context.RequestAborted))
        {
            case null:
                return Missing;
            case { Summary.Status: ExportStatus.Running }:
                context.Response.Headers.RetryAfter = SecondsToWait;
                return Running;
            case { Summary: { Status: ExportStatus.Finished } summary } record when spool.Open(exportId, record) is { } file:
                return TypedResults.Stream(
                    file, record.ContentType, record.FileName, record.EndedAt, new EntityTagHeaderValue($"\"{summary.Sha256}\""), enableRangeProcessing: true);
            default:
                return Failed;
        }
    }

    public async Task<IResult> SummarizeAsync(string exportId, CancellationToken cancellation)
    {
        // The record of a running export does not change; who runs it knows more.
        var summary = running.Find(exportId)?.Summary is { Status: ExportStatus.Running } live ? live : (await spool.FindAsync(exportId, cancellation))?.Summary;
        return summary is null ? Missing : new JsonAnswer<ExportSummary>(summary, ExportsJson.Default.ExportSummary);
    }
}
