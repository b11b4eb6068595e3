using System.Text;
using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Xunit;

namespace Parley.Api.Tests.InfoCenter;

[Collection(nameof(CenterHost))]
public sealed class FuzzTests(CenterHost fixture)
{
    private static readonly string[] Paths =
    [
        "/api/messages", "/api/messages/", "/api/messages/msg-1", "/api/messages/msg-2", "/api/messages/msg-%00", "/api/messages/batch", "/api//messages", "/API/MESSAGES",
        "/api/sessions", "/api/sessions/s", "/api/sessions/s%2Ft", "/api/sessions/%zz", "/api/sessions/%ff", "/api/sessions/active", "/api/sessions/create", "/api/sessions/..%2f..",
        "/api/staff", "/api/staff/a", "/api/staff/%F0%9F%98%80", "/api/stats", "/api/stats/", "http://a/api/sessions/s?x", "/api/sessions/s/",
    ];

    private static readonly string[] Names =
    [
        "robotId", "sessionId", "senderId", "senderName", "senderAvatar", "senderType", "content", "messageType", "metadata", "aiResponse", "aiResponseTime", "confidence",
        "humanIntervened", "satisfactionScore", "status", "tags", "roles", "platform", "platformUserId", "name", "id", "\\ud800",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-0", "5", "0.5", "1e400", "1e-400", "\"\"", "\"text\"", "\"image\"", "\"closed\"", "\"archived\"", "\"staff\"", "\"s\"", "\"中😀\"", "\"\\u0000\"", "\"\\ud800\"",
        "\"2024-01-15T10:30:02.000Z\"", "\"0001-01-01\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"9999-12-31T23:59:59-14:00\"", "[]", "[\"a\"]", "[[]]", "{}", "{\"a\":{\"b\":[1,\"😀\"]}}", "{\"\\udfff\":1}",
    ];

    private static readonly string[] Parameters = ["page", "pageSize", "limit", "status", "channel", "messageType", "sortBy", "sortOrder", "cursor", "startDate", "endDate", "robotId", "search", "tag", "", "%00"];
    private static readonly string[] Arguments =
    [
        "", "0", "1", "200", "201", "2147483647", "9223372036854775808", "active", "im", "text", "createdAt", "confidence", "asc", "2024-01-01", "2024-01-01T00:00:00+08:00", "0001-01-01", "9999-12-31",
        "2024-02-30", "now", "%zz", "%00", "%ff", "%F0%9F%98%80", "AAAA", "{}", "null",
    ];

    [Fact]
    public async Task No_request_is_answered_5xx_and_the_service_goes_on()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 600; i++)
        {
            var request = Request(random);
            var text = $"seed {seed}, request {i}: {Encoding.UTF8.GetString(request)}";
            try
            {
                var answer = await RawHttp.SendAsync(fixture.Host, request);
                Assert.True(answer.Status < 500, $"{answer.Status} {answer.Text}\n{text}");
            }
            catch (Exception exception) when (exception is FormatException or IOException)
            {
                Assert.Fail($"{exception.Message}\n{text}");
            }
        }

        var message = await fixture.Host.ReportAsync(Center.NewId("s"), "still there?");
        Assert.Equal(message.GetRawText(), (await fixture.Host.MessageAsync(message)).GetRawText());
    }

    private static byte[] Request(Random random)
    {
        string Pick(string[] choices) => choices[random.Next(choices.Length)];
        IEnumerable<string> Some(int most, Func<string> next) => Enumerable.Range(0, random.Next(most + 1)).Select(_ => next());

        var query = string.Join('&', Some(4, () => $"{Pick(Parameters)}={Pick(Arguments)}"));
        var method = Pick(["GET", "GET", "POST", "POST", "PUT", "PUT", "DELETE", "PATCH", "HEAD"]);
        var line = $"{method} {Pick(Paths)}{(query.Length > 0 ? "?" + query : "")}";

        // A report that is nearly right, so that what is odd gets further than the first check.
        const string whole = """{"robotId":"r","sessionId":"s","senderId":"u","senderName":"n","content":"c","messageType":"text","platform":"p","platformUserId":"u","name":"n" """;
        var members = string.Concat(Some(3, () => $",\"{Pick(Names)}\":{Pick(Values)}"));
        var headers = "Content-Type: application/json\r\n" + (random.Next(4) == 0 ? $"Idempotency-Key: {Pick(["k", "é", "", new string('k', 200)])}\r\n" : "");
        return RawHttp.Request(line, headers, Encoding.UTF8.GetBytes(random.Next(8) == 0 ? Pick(Values) : whole + members + "}"));
    }
}
