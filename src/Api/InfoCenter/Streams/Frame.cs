using System.Buffers;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Parley.Api.Contracts;

namespace Parley.Api.InfoCenter.Streams;

/// <summary>Server-sent events as bytes. JSON has no line breaks, and ids have no control characters.</summary>
internal static class Frame
{
    /// <summary>Says after how many milliseconds a client that was cut off comes back.</summary>
    public static readonly byte[] Retry = "retry: 3000\n\n"u8.ToArray();

    public static readonly byte[] Reset = "event: reset\ndata: {\"reason\":\"unknown-event-id\"}\n\n"u8.ToArray();

    /// <summary>No id line: a heartbeat must not move a client's position.</summary>
    public static byte[] Heartbeat(long count, DateTimeOffset now) => Encoding.UTF8.GetBytes(
        $$"""event: heartbeat{{"\n"}}data: {"type":"heartbeat","timestamp":"{{InfoTime.Of(now)}}","heartbeatId":"heartbeat-{{count}}"}{{"\n\n"}}""");

    public static byte[] Of<T>(string type, string id, T data, JsonTypeInfo<T> json)
    {
        var frame = new ArrayBufferWriter<byte>(1024);
        Encoding.UTF8.GetBytes($"event: {type}\nid: {id}\ndata: ", frame);
        PlainJson.Write(frame, data, json);
        frame.Write("\n\n"u8);
        return frame.WrittenSpan.ToArray();
    }
}
