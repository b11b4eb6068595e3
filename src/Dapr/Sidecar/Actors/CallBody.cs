using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using Dapr.Actors.Hosting;

namespace Dapr.Sidecar.Actors;

/// <summary>Arguments and results between processes: an object under <c>value</c>, with the arguments by name, or <c>retVal</c>.</summary>
internal static class CallBody
{
    private const string Value = "value";
    private const string Result = "retVal";

    private static readonly MediaTypeHeaderValue ContentType = new("application/octet-stream", "utf-8");

    /// <summary>The request's body; null when the method takes nothing.</summary>
    public static HttpContent? WriteArguments(ActorMethod method, object?[] arguments, JsonSerializerOptions json) =>
        method.Parameters.Count == 0 ? null : new ByteArrayContent(Write(json, writer =>
        {
            for (var i = 0; i < arguments.Length; i++)
            {
                var parameter = method.Parameters[i];
                writer.WritePropertyName(Name(parameter.Name!, json));
                JsonSerializer.Serialize(writer, arguments[i], parameter.ParameterType, json);
            }
        })) { Headers = { ContentType = ContentType } };

    /// <exception cref="JsonException">The body is none, or lacks an argument.</exception>
    public static object?[] ReadArguments(ActorMethod method, ReadOnlyMemory<byte> body, JsonSerializerOptions json)
    {
        if (method.Parameters.Count == 0)
        {
            return [];
        }

        using var document = JsonDocument.Parse(body);
        var value = document.RootElement.GetProperty(Value);
        return [.. method.Parameters.Select(parameter =>
            value.GetProperty(Name(parameter.Name!, json)).Deserialize(parameter.ParameterType, json))];
    }

    /// <summary>The answer's body; empty when the method gives nothing.</summary>
    public static byte[] WriteResult(ActorMethod method, object? result, JsonSerializerOptions json) =>
        method.Result is not { } type ? [] : Write(json, writer =>
        {
            writer.WritePropertyName(Name(Result, json));
            JsonSerializer.Serialize(writer, result, type, json);
        });

    public static object? ReadResult(ActorMethod method, ReadOnlyMemory<byte> body, JsonSerializerOptions json)
    {
        if (method.Result is not { } type || body.IsEmpty)
        {
            return null;
        }

        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty(Value).GetProperty(Name(Result, json)).Deserialize(type, json);
    }

    private static string Name(string name, JsonSerializerOptions json) => json.PropertyNamingPolicy?.ConvertName(name) ?? name;

    private static byte[] Write(JsonSerializerOptions json, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = json.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteStartObject(Value);
            write(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
