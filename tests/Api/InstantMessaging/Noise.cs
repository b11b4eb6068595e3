using System.Text;
using Parley.Api.Tests.Host;

namespace Parley.Api.Tests.InstantMessaging;

/// <summary>Requests and frames put together by chance from parts that have hurt services before.</summary>
internal sealed class Noise
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "FOO", "get"];
    private static readonly string[] Paths =
    [
        "/api/message/send", "/api/message/list", "/api/message/", "/api/message", "/api/message/msg_20250127120000_abc12345", "/api/ai/records", "/api/ai",
        "/ws/u", "/ws/", "/ws", "/", "/health", "/readyz", "/metrics", "/openapi/v1.json", "/api", "/nothing", "//", "/api//message/list", "/API/MESSAGE/LIST",
        "/api/message/%00", "/api/message/%zz", "/api/message/%ff%fe", "/ws/%00", "/ws/%F0%9F%98%80", "/api/message/..%2f..%2f", "/../../etc", "*", "http://a/b",
        "/dapr/subscribe", "/dapr/config", "/actors/SessionActor/x/method/AppendAsync", "/events",
    ];

    private static readonly string[] Names = ["session_id", "page", "page_size", "order", "cursor", "user_id", "after", "access_token", "x", "", "%00", "session_id[]"];
    private static readonly string[] Values =
    [
        "", "0", "1", "-1", "100", "101", "9223372036854775807", "9223372036854775808", "1e9", "asc", "desc", "%", "%0", "%zz", "%00", "%ff", "%ED%A0%80", "+", "a%20b",
        "%F0%9F%98%80", "'%20OR%201=1", "../x", "{}", "[]", "null", "NaN", "msg_20250127120000_abc12345", "msg_00000000000000_00000000",
    ];

    private static readonly string[] Json =
    [
        "{", "}", "[", "]", ":", ",", "\"", "\"type\"", "\"content\"", "\"session_id\"", "\"client_id\"", "\"timestamp\"", "\"send_message\"", "\"ping\"", "\"hi\"", "null",
        "true", "1", "-0", "1e400", "\"\\ud800\"", "\"\\u0000\"", "\"\\ud83d\\ude00\"", "\"\\udfffaaaaaaaaaaaaaaaaaa\"", "{\"a\":[1]}", "\u0001", "\uFEFF", " ", "😀",
    ];

    private static readonly string[] Headers =
    [
        "Content-Type: application/json", "Content-Type: text/plain", "Content-Type: ;", "Accept: */*", "Accept: text/event-stream", "Idempotency-Key: k", "Idempotency-Key: é",
        "Idempotency-Key:", "Authorization: Bearer", "Authorization: x", "Origin: https://a", "Access-Control-Request-Method: POST", "Content-Encoding: gzip", "Range: bytes=0-1",
        "If-None-Match: *", "X-Forwarded-For: x", "traceparent: 00-0-0-0", "Upgrade: websocket", "Sec-WebSocket-Key: x", "Expect: 100-continue", "Cookie: a=b;;=",
    ];

    private readonly Random random;

    public Noise()
    {
        Seed = Environment.TickCount;
        random = new Random(Seed);
    }

    public int Seed { get; }

    public byte[] Request()
    {
        var query = string.Join('&', Some(5, () => $"{Pick(Names)}={Pick(Values)}"));
        var line = $"{Pick(Methods)} {Pick(Paths)}{(query.Length > 0 ? "?" + query : "")}";
        var headers = string.Concat(Some(4, () => Pick(Headers) + "\r\n").Distinct());
        return RawHttp.Request(line, headers, Body());
    }

    /// <summary>A text frame: valid Unicode, mostly invalid JSON.</summary>
    public string Frame() => random.Next(3) switch
    {
        0 => string.Concat(Some(12, () => Pick(Json))),
        1 => $$"""{"type":"{{Pick(["ping", "send_message"])}}",{{Pick(Json)}}:{{Pick(Json)}}}""",
        _ => "{" + string.Join(',', Some(5, () => $"{Pick(["\"type\"", "\"content\"", "\"client_id\"", "\"timestamp\"", "\"\\ud800\""])}:{Pick(Json)}")) + "}",
    };

    private byte[] Body()
    {
        if (random.Next(4) == 0)
        {
            var bytes = new byte[random.Next(100)];
            random.NextBytes(bytes);
            return bytes;
        }

        return Encoding.UTF8.GetBytes(random.Next(2) == 0 ? Frame() : $$"""{"content":{{Pick(Json)}},"session_id":{{Pick(Json)}}}""");
    }

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];

    private List<string> Some(int most, Func<string> next) => [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => next())];
}
