using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Dapr.AspNetCore;

/// <summary>Unwraps CloudEvents: what follows in the pipeline sees the event's data as the request's body.</summary>
internal sealed class CloudEventsMiddleware(RequestDelegate next)
{
    public const string CloudEventJson = "application/cloudevents+json";

    public Task InvokeAsync(HttpContext context) =>
        MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
        && type.MediaType.Equals(CloudEventJson, StringComparison.OrdinalIgnoreCase)
            ? UnwrapAsync(context)
            : next(context);

    private async Task UnwrapAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } data)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var request = context.Request;
        var (body, type, length) = (request.Body, request.ContentType, request.ContentLength);
        using var unwrapped = new MemoryStream(data.Body, writable: false);
        (request.Body, request.ContentType, request.ContentLength) = (unwrapped, data.ContentType, data.Body.Length);
        try
        {
            await next(context);
        }
        finally
        {
            (request.Body, request.ContentType, request.ContentLength) = (body, type, length);
        }
    }

    private static async Task<EventData?> ReadAsync(HttpContext context)
    {
        try
        {
            using var envelope = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            return envelope.RootElement.ValueKind == JsonValueKind.Object ? Unwrap(envelope.RootElement) : null;
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            return null;
        }
    }

    private static EventData? Unwrap(JsonElement envelope)
    {
        var data = Find(envelope, "data");
        var binary = Find(envelope, "data_base64");
        if (data is not null && binary is not null)
        {
            return null;
        }

        var type = ContentType(Find(envelope, "datacontenttype"));
        return binary?.GetBytesFromBase64() is { } bytes ? new EventData(bytes, type.ToString())
            : data is not { } json ? new EventData([], null)
            : json.ValueKind == JsonValueKind.String && !IsJson(type)
                ? new EventData(Encoding.UTF8.GetBytes(json.GetString()!), type.ToString())
                : new EventData(Encoding.UTF8.GetBytes(json.GetRawText()), type.ToString());
    }

    private static JsonElement? Find(JsonElement envelope, string name)
    {
        foreach (var property in envelope.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return null;
    }

    private static MediaTypeHeaderValue ContentType(JsonElement? declared)
    {
        if (declared?.ValueKind != JsonValueKind.String || !MediaTypeHeaderValue.TryParse(declared.Value.GetString(), out var type))
        {
            return new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        }

        // The text inside a JSON envelope is UTF-8, whatever it was published as.
        type.Charset = default;
        return type;
    }

    private static bool IsJson(MediaTypeHeaderValue type) =>
        type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);

    private sealed record EventData(byte[] Body, string? ContentType);
}
