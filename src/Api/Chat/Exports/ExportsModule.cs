using Carter;
using Microsoft.OpenApi;
using Parley.Api.Contracts;

namespace Parley.Api.Chat.Exports;

/// <summary>Conversations as files.</summary>
public sealed class ExportsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").WithTags("Chat");
        group.MapGet("/api/conversations/{conversation_id}/export", (string conversation_id, HttpContext context, ExportEndpoint exports) =>
                exports.ExportAsync(conversation_id, context))
            .Describe(Form)
            .Produces(200, contentType: "application/jsonl", additionalContentTypes: "text/csv")
            .Produces<ChatNotice>(400)
            .Produces<ChatNotice>(404)
            .Produces<ChatNotice>(503);
        group.MapGet("/api/conversations/export-all", (HttpContext context, ExportEndpoint exports) => exports.ExportAllAsync(context))
            .Describe([.. Form, Date(ExportPeriod.Start, "at this moment or later"), Date(ExportPeriod.End, "at this moment, on this day, or earlier")])
            .Produces(200, contentType: "application/x-ndjson", additionalContentTypes: "text/csv")
            .Produces<ChatNotice>(400)
            .Produces<ChatNotice>(503);
        group.MapGet(SpooledEndpoint.Root + "/{export_id}", (string export_id, HttpContext context, SpooledEndpoint spooled) =>
                spooled.GetAsync(export_id, context))
            .Produces(200, contentType: "application/jsonl", additionalContentTypes: ["application/x-ndjson", "text/csv"])
            .Produces(206)
            .Produces<ChatNotice>(404)
            .Produces<ChatNotice>(410)
            .Produces(416)
            .Produces<ChatNotice>(503);
        group.MapGet(SpooledEndpoint.Root + "/{export_id}/summary", (string export_id, SpooledEndpoint spooled, CancellationToken cancellation) =>
                spooled.SummarizeAsync(export_id, cancellation))
            .Produces<ExportSummary>()
            .Produces<ChatNotice>(404);
    }

    private static OpenApiParameter[] Form =>
    [
        ParameterDescriptions.Query("format", "json unless csv is given"),
        ParameterDescriptions.Query("bom", "1: CSV begins with a byte order mark"),
        ParameterDescriptions.Query("safe", "1: a CSV cell that begins like a formula gets a leading apostrophe"),
    ];

    private static OpenApiParameter Date(string name, string meaning) =>
        ParameterDescriptions.Query(name, $"last active {meaning}: 2025-02-10 or 2025-02-10T09:30:00, in UTC unless it says otherwise");
}
