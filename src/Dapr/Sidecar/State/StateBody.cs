using System.Buffers;
using System.Text.Json;
using Dapr.Client;

namespace Dapr.Sidecar.State;

/// <summary>Bodies of the state API. Values go into them as the JSON that they are.</summary>
internal static class StateBody
{
    public static byte[] Keys(IReadOnlyList<string> keys, int? parallelism) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("keys");
        foreach (var key in keys)
        {
            writer.WriteStringValue(key);
        }

        writer.WriteEndArray();
        if (parallelism is { } atOnce)
        {
            writer.WriteNumber("parallelism", atOnce);
        }

        writer.WriteEndObject();
    });

    public static byte[] Save(
        string key, ReadOnlyMemory<byte> value, StateOptions? options, IReadOnlyDictionary<string, string>? metadata) => Write(writer =>
    {
        writer.WriteStartArray();
        WriteItem(writer, key, value, null, options, metadata);
        writer.WriteEndArray();
    });

    public static byte[] Transaction(
        IReadOnlyList<StateTransactionRequest> operations, IReadOnlyDictionary<string, string>? metadata) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("operations");
        foreach (var operation in operations)
        {
            var deletes = operation.OperationType == StateOperationType.Delete;
            writer.WriteStartObject();
            writer.WriteString("operation", deletes ? "delete" : "upsert");
            writer.WritePropertyName("request");
            WriteItem(
                writer,
                operation.Key,
                deletes ? null : new ReadOnlyMemory<byte>(operation.Value ?? []),
                operation.ETag,
                operation.Options,
                operation.Metadata);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteMetadata(writer, metadata);
        writer.WriteEndObject();
    });

    public static string Name(ConsistencyMode mode) => mode == ConsistencyMode.Strong ? "strong" : "eventual";

    private static void WriteItem(
        Utf8JsonWriter writer,
        string key,
        ReadOnlyMemory<byte>? value,
        string? etag,
        StateOptions? options,
        IReadOnlyDictionary<string, string>? metadata)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        writer.WriteStartObject();
        writer.WriteString("key", key);
        if (value is { } json)
        {
            writer.WritePropertyName("value");
            writer.WriteRawValue(json.IsEmpty ? "null"u8 : json.Span);
        }

        if (!string.IsNullOrEmpty(etag))
        {
            writer.WriteString("etag", etag);
        }

        WriteMetadata(writer, metadata);
        WriteOptions(writer, options);
        writer.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null)
        {
            return;
        }

        writer.WriteStartObject("metadata");
        foreach (var (name, value) in metadata)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteOptions(Utf8JsonWriter writer, StateOptions? options)
    {
        if (options is null)
        {
            return;
        }

        writer.WriteStartObject("options");
        if (options.Concurrency is { } concurrency)
        {
            writer.WriteString("concurrency", concurrency == ConcurrencyMode.FirstWrite ? "first-write" : "last-write");
        }

        if (options.Consistency is { } consistency)
        {
            writer.WriteString("consistency", Name(consistency));
        }

        writer.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            try
            {
                write(writer);
            }
            catch (Exception exception) when (exception is JsonException or ArgumentException { ParamName: null })
            {
                throw new DaprException($"A value is not JSON: {exception.Message}", exception);
            }
        }

        return buffer.WrittenSpan.ToArray();
    }
}
