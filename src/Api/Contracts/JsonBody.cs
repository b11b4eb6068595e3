using System.Text.Json;

namespace Parley.Api.Contracts;

/// <summary>A request body that is a JSON object, or the reason why it is none.</summary>
public readonly record struct JsonBody(ReadOnlyMemory<byte> Bytes, JsonElement Object, string? Problem)
{
    /// <summary>The problem of a body that cannot be parsed.</summary>
    public const string NotJson = "the body is not valid JSON";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <exception cref="BadHttpRequestException">The body is too large, or its transfer broke.</exception>
    public static async Task<JsonBody> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasJsonContentType())
        {
            return new JsonBody(default, default, "Content-Type must be application/json");
        }

        using var buffer = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, 64 * 1024));
        await request.Body.CopyToAsync(buffer, cancellation);
        return Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    public static JsonBody Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return new JsonBody(bytes, default, "the body must be a JSON object");
            }

            // Looking for a member fails on names that are no Unicode, so they are found out here.
            foreach (var member in document.RootElement.EnumerateObject())
            {
                _ = member.Name;
            }

            return new JsonBody(bytes, document.RootElement.Clone(), null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new JsonBody(bytes, default, NotJson);
        }
    }

    /// <summary>A member's text; null when it is missing, no string, or not real Unicode.</summary>
    public string? Text(string member)
    {
        if (!Object.TryGetProperty(member, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Lone surrogates, or bytes that are no UTF-8.
            return null;
        }
    }
}
