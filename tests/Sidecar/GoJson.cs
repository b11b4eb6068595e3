using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Parley.Sidecar;

/// <summary>What becomes of JSON that Go reads without knowing its type and writes again: numbers go through a double, the names of an
/// object are sorted.</summary>
internal static class GoJson
{
    public static byte[] Rewrite(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, value);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                WriteNumber(writer, value.GetDouble());
                break;
            default:
                writer.WriteRawValue(value.GetRawText());
                break;
        }
    }

    // Go writes an exponent only outside of 1e-6 to 1e21.
    private static void WriteNumber(Utf8JsonWriter writer, double number)
    {
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        writer.WriteRawValue(shortest.Contains('E', StringComparison.Ordinal) && Math.Abs(number) is >= 1e-6 and < 1e21
            ? decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : shortest);
    }
}
