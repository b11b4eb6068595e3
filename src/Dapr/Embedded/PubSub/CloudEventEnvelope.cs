using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Dapr.AspNetCore;

namespace Dapr.Embedded.PubSub;

/// <summary>The CloudEvent that Dapr wraps published data in.</summary>
internal static class CloudEventEnvelope
{
    public static byte[] Wrap<TData>(string appId, TopicName name, TData data, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("id", Guid.NewGuid());
            writer.WriteString("source", appId);
            writer.WriteString("type", "com.dapr.event.sent");
            writer.WriteString("specversion", "1.0");
            writer.WriteString("datacontenttype", "application/json");
            writer.WriteString("pubsubname", name.PubsubName);
            writer.WriteString("topic", name.Topic);
            writer.WriteString("time", now);
            if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
            {
                writer.WriteString("traceid", activity.Id);
                writer.WriteString("traceparent", activity.Id);
                writer.WriteString("tracestate", activity.TraceStateString ?? "");
            }

            writer.WritePropertyName("data");
            JsonSerializer.Serialize(writer, data, JsonSerializerOptions.Web);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
