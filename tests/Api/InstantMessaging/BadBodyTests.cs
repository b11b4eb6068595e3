using System.Net.Http.Headers;
using System.Text;
using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging;

[Collection(nameof(DefaultHost))]
public sealed class BadBodyTests(DefaultHost fixture)
{
    private const string Empty = "消息内容不能为空";
    private const string TooLong = "消息内容过长";
    private const string NoSession = "会话ID不能为空";
    private const string LongSession = "会话ID过长";
    private const string BadSession = "会话ID包含非法字符";
    private const string NotJson = "the body is not valid JSON";
    private const string NoObject = "the body must be a JSON object";

    private static readonly Dictionary<string, (string Body, int Code, string Message)> Bodies = new()
    {
        ["nothing"] = ("", 400, NotJson),
        ["white space"] = ("  \n", 400, NotJson),
        ["text"] = ("hello", 400, NotJson),
        ["cut off"] = ("""{"content":"hi","session_id":"s""", 400, NotJson),
        ["two documents"] = ("{}{}", 400, NotJson),
        ["trailing comma"] = ("""{"content":"hi","session_id":"s",}""", 400, NotJson),
        ["a comment"] = ("""{"content":"hi" /* hi */,"session_id":"s"}""", 400, NotJson),
        ["single quotes"] = ("{'content':'hi','session_id':'s'}", 400, NotJson),
        ["byte order mark"] = ("\uFEFF" + """{"content":"hi","session_id":"s"}""", 400, NotJson),
        ["raw control character"] = ("{\"content\":\"a\nb\",\"session_id\":\"s\"}", 400, NotJson),
        ["NaN"] = ("""{"content":NaN,"session_id":"s"}""", 400, NotJson),
        ["an array"] = ("""[{"content":"hi","session_id":"s"}]""", 400, NoObject),
        ["null"] = ("null", 400, NoObject),
        ["a string"] = ("\"hi\"", 400, NoObject),
        ["a number"] = ("1e999", 400, NoObject),
        ["true"] = ("true", 400, NoObject),
        ["33 deep"] = (Deep(33), 400, NotJson),
        ["100000 deep"] = (Deep(100_000), 400, NotJson),
        ["100000 open brackets"] = (new string('[', 100_000), 400, NotJson),
        ["an empty object"] = ("{}", 1001, Empty),
        ["no content"] = ("""{"session_id":"s"}""", 1001, Empty),
        ["null content"] = ("""{"content":null,"session_id":"s"}""", 1001, Empty),
        ["number content"] = ("""{"content":5,"session_id":"s"}""", 1001, Empty),
        ["huge number content"] = ("{\"content\":" + new string('9', 5000) + ",\"session_id\":\"s\"}", 1001, Empty),
        ["object content"] = ("""{"content":{"content":"hi"},"session_id":"s"}""", 1001, Empty),
        ["array content"] = ("""{"content":["hi"],"session_id":"s"}""", 1001, Empty),
        ["boolean content"] = ("""{"content":true,"session_id":"s"}""", 1001, Empty),
        ["empty content"] = ("""{"content":"","session_id":"s"}""", 1001, Empty),
        ["blank content"] = ("""{"content":" \t\r\n\u00a0\u3000","session_id":"s"}""", 1001, Empty),
        ["capital Content"] = ("""{"Content":"hi","session_id":"s"}""", 1001, Empty),
        ["lone high surrogate"] = ("""{"content":"\ud800","session_id":"s"}""", 1001, Empty),
        ["lone low surrogate"] = ("""{"content":"a\udc00b","session_id":"s"}""", 1001, Empty),
        ["turned surrogates"] = ("""{"content":"\ude00\ud83d","session_id":"s"}""", 1001, Empty),
        ["the last of two contents counts"] = ("""{"content":"hi","session_id":"s","content":""}""", 1001, Empty),
        ["5001 letters"] = (Json(new string('a', 5001), "s"), 1002, TooLong),
        ["5001 emoji"] = (Json(string.Concat(Enumerable.Repeat("😀", 5001)), "s"), 1002, TooLong),
        ["no session"] = ("""{"content":"hi"}""", 1003, NoSession),
        ["null session"] = ("""{"content":"hi","session_id":null}""", 1003, NoSession),
        ["number session"] = ("""{"content":"hi","session_id":7}""", 1003, NoSession),
        ["array session"] = ("""{"content":"hi","session_id":["s"]}""", 1003, NoSession),
        ["empty session"] = ("""{"content":"hi","session_id":""}""", 1003, NoSession),
        ["lone surrogate session"] = ("""{"content":"hi","session_id":"\udfff"}""", 1003, NoSession),
        ["49 characters"] = (Json("hi", new string('s', 49)), 1003, LongSession),
        ["49 emoji"] = (Json("hi", string.Concat(Enumerable.Repeat("😀", 49))), 1003, LongSession),
        ["NUL in the session"] = ("""{"content":"hi","session_id":"a\u0000b"}""", 1003, BadSession),
        ["line break in the session"] = ("""{"content":"hi","session_id":"a\nb"}""", 1003, BadSession),
        ["C1 control in the session"] = ("""{"content":"hi","session_id":"a\u0085b"}""", 1003, BadSession),
    };

    public static TheoryData<string> BodyNames => [.. Bodies.Keys];

    [Theory]
    [MemberData(nameof(BodyNames))]
    public async Task A_bad_body_gets_its_answer(string name)
    {
        var (body, code, message) = Bodies[name];

        (await fixture.Host.PostAsync(Requests.Send, body)).IsError(400, code, message);
    }

    [Theory]
    [InlineData("""{"\ud800":1,"content":"hi","session_id":"s"}""")]
    [InlineData("""{"content":"hi","session_id":"s","\udc00aaaaaaaaaaaaaaaaaaa":1}""")]
    [InlineData("""{"\ud800aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa":1}""")]
    [InlineData("""{"c\ud800aaaaaaaaaaaaaaaaaaaa":1,"t\udfffaaaaaaaaaaaaaaa":2}""")]
    public async Task A_member_name_that_is_no_Unicode_is_bad_input(string body) =>
        (await fixture.Host.PostAsync(Requests.Send, body)).IsError(400, 400, NotJson);

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("nonsense")]
    [InlineData("application/jsonx")]
    [InlineData(";;;")]
    public async Task A_body_that_is_not_called_JSON_is_refused(string? contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"content":"hi","session_id":"s"}"""));
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        var answer = await fixture.Host.AskAsync(HttpMethod.Post, Requests.Send, content);

        answer.IsError(400, 400);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("application/vnd.shop+json")]
    public async Task JSON_goes_by_these_names(string contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Json("hi", Conversation.NewSession())));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);

        Assert.Equal(200, (await fixture.Host.AskAsync(HttpMethod.Post, Requests.Send, content)).Status);
    }

    [Theory]
    [InlineData(new byte[] { 0xff, 0xfe })]
    [InlineData(new byte[] { 0xc0, 0x80 })]
    [InlineData(new byte[] { 0xed, 0xa0, 0x80 })]
    [InlineData(new byte[] { 0xe4, 0xbd })]
    public async Task Bytes_that_are_no_UTF8_are_no_text(byte[] bytes)
    {
        byte[] body = [.. """{"session_id":"s","content":"a"""u8, .. bytes, .. "\"}"u8];
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        (await fixture.Host.AskAsync(HttpMethod.Post, Requests.Send, content)).IsError(400, 1001, Empty);
    }

    [Fact]
    public async Task A_body_32_deep_is_read()
    {
        var body = Json("hi", Conversation.NewSession())[..^1] + ",\"x\":" + Deep(31) + "}";

        Assert.Equal(200, (await fixture.Host.PostAsync(Requests.Send, body)).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_1_MiB_is_too_large(bool chunked)
    {
        var body = new byte[1024 * 1024 + 1];
        Array.Fill(body, (byte)' ');
        var request = RawHttp.Request("POST " + Requests.Send, "Content-Type: application/json\r\n", body);
        if (chunked)
        {
            byte[] chunks = [.. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. "\r\n0\r\n\r\n"u8];
            request = RawHttp.Request("POST " + Requests.Send, "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n", chunks);
        }

        (await RawHttp.SendAsync(fixture.Host, request)).IsError(413, 413, "请求体过大");
    }

    [Fact]
    public async Task A_body_of_1_MiB_is_read()
    {
        var body = Json("hi", Conversation.NewSession());

        var answer = await fixture.Host.PostAsync(Requests.Send, body + new string(' ', 1024 * 1024 - Encoding.UTF8.GetByteCount(body)));

        Assert.Equal(200, answer.Status);
    }

    private static string Json(string content, string session) => $$"""{"content":"{{content}}","session_id":"{{session}}"}""";

    private static string Deep(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);
}
