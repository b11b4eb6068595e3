using System.Text.Json;
using Dapr;
using Dapr.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Parley.Sidecar;

/// <summary>The reads of the state API.</summary>
internal sealed class StateRoutes(DaprClient state)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1.0/state/{store}/{key}", context => AnswerAsync(context, "ERR_STATE_GET", async store =>
        {
            var key = Uri.UnescapeDataString((string)context.GetRouteValue("key")!);
            var (value, etag) = await state.GetByteStateAndETagAsync(store, key, cancellationToken: context.RequestAborted);
            if (value.IsEmpty)
            {
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return;
            }

            context.Response.Headers.ETag = etag;
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(value, context.RequestAborted);
        }));
        routes.MapPost("/v1.0/state/{store}/bulk", context => AnswerAsync(context, "ERR_STATE_BULK_GET", async store =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            var keys = body.RootElement.GetProperty("keys").EnumerateArray().Select(key => key.GetString()!).ToList();
            var items = await state.GetBulkStateAsync(store, keys, null, cancellationToken: context.RequestAborted);
            context.Response.ContentType = "application/json";
            await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
            WriteItems(writer, items);
        }));
    }

    private static void WriteItems(Utf8JsonWriter writer, IReadOnlyList<BulkStateItem> items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            writer.WriteStartObject();
            writer.WriteString("key", item.Key);
            if (item.Value.Length > 0)
            {
                writer.WritePropertyName("data");
                writer.WriteRawValue(item.Value);
                writer.WriteString("etag", item.ETag);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static async Task AnswerAsync(HttpContext context, string code, Func<string, Task> answer)
    {
        try
        {
            await answer(Uri.UnescapeDataString((string)context.GetRouteValue("store")!));
        }
        catch (DaprException refusal)
        {
            await ApiError.WriteAsync(context, refusal.Message.StartsWith("There is no", StringComparison.Ordinal) ? 400 : 500, code, refusal.Message);
        }
    }
}
