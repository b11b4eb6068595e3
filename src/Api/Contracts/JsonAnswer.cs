using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Parley.Api.Contracts;

/// <summary>A JSON answer written by its generated writer, with non-ASCII text as it is and its length known.</summary>
public sealed class JsonAnswer<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) : IResult
{
    private const int InitialBytes = 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = PlainJsonEncoder.Instance, SkipValidation = true };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var buffer = new ArrayBufferWriter<byte>(InitialBytes);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            type.SerializeHandler!(writer, value);
        }

        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = buffer.WrittenCount;
        return response.Body.WriteAsync(buffer.WrittenMemory, httpContext.RequestAborted).AsTask();
    }
}
