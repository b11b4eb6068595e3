using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Parley.Api.Contracts;

/// <summary>JSON that clients send and get back as it was.</summary>
internal static class PlainJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = PlainJsonEncoder.Instance };

    /// <summary>Whether every text and name in it is real Unicode; others cannot be written again.</summary>
    public static bool IsUnicode(JsonElement value)
    {
        try
        {
            Read(value);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>How many bytes it takes when it is written.</summary>
    public static int Measure(JsonElement value) => Bytes(value.WriteTo).WrittenCount;

    public static void Write<T>(IBufferWriter<byte> target, T value, JsonTypeInfo<T> type)
    {
        using var writer = new Utf8JsonWriter(target, Options);
        type.SerializeHandler!(writer, value);
    }

    public static JsonElement Write(Action<Utf8JsonWriter> write) => JsonElement.Parse(Bytes(write).WrittenSpan);

    private static ArrayBufferWriter<byte> Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Options);
        write(writer);
        writer.Flush();
        return buffer;
    }

    private static void Read(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Read(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    Read(member.Value);
                }

                break;
        }
    }
}
