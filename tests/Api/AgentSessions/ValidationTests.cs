using System.Text;
using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Xunit;

namespace Parley.Api.Tests.AgentSessions;

[Collection(nameof(AgentHost))]
public sealed class ValidationTests(AgentHost fixture)
{
    private static readonly string[] Values =
    [
        "null", "true", "1", "-1", "1e400", "\"\"", "\"TextMessage\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", "{\"a\":\"b\"}", "{\"a\":1}", "{\"prompt_tokens\":1}", "{\"prompt_tokens\":-1,\"completion_tokens\":1.5}",
    ];

    private static readonly string[] Paths =
    [
        "/sessions", "/sessions/", "/sessions/x", "/sessions/%00", "/sessions/00000000-0000-0000-0000-000000000000/chat", "/chat", "/history", "/chat/", "/history?x", "/sessions?limit=%zz", "/sessions/..%2f/history",
    ];

    [Theory]
    [InlineData("{", "json_invalid", "body")]
    [InlineData("[]", "model_attributes_type", "body")]
    [InlineData("""{"content":"hi"}""", "missing", "body.source")]
    [InlineData("""{"source":"user"}""", "missing", "body.content")]
    [InlineData("""{"source":1,"content":"hi"}""", "string_type", "body.source")]
    [InlineData("""{"source":"","content":"hi"}""", "string_too_short", "body.source")]
    [InlineData("""{"source":"a\u0000","content":"hi"}""", "value_error", "body.source")]
    [InlineData("""{"source":"user","content":null}""", "string_type", "body.content")]
    [InlineData("""{"source":"user","content":""}""", "string_too_short", "body.content")]
    [InlineData("""{"source":"user","content":"\ud800"}""", "string_type", "body.content")]
    [InlineData("""{"source":"user","content":"hi","type":"ImageMessage"}""", "enum", "body.type")]
    [InlineData("""{"source":"user","content":"hi","type":null}""", "enum", "body.type")]
    [InlineData("""{"source":"user","content":"hi","models_usage":1}""", "model_attributes_type", "body.models_usage")]
    [InlineData("""{"source":"user","content":"hi","models_usage":{"prompt_tokens":1}}""", "missing", "body.models_usage.completion_tokens")]
    [InlineData("""{"source":"user","content":"hi","models_usage":{"prompt_tokens":"1","completion_tokens":1}}""", "int_parsing", "body.models_usage.prompt_tokens")]
    [InlineData("""{"source":"user","content":"hi","models_usage":{"prompt_tokens":1,"completion_tokens":-1}}""", "value_error", "body.models_usage.completion_tokens")]
    [InlineData("""{"source":"user","content":"hi","metadata":[]}""", "model_attributes_type", "body.metadata")]
    [InlineData("""{"source":"user","content":"hi","metadata":{"a":1}}""", "string_type", "body.metadata.a")]
    public async Task A_bad_body_is_refused_by_field_on_both_chats(string body, string type, string place)
    {
        var id = await fixture.Host.CreateAsync();

        (await fixture.Host.PostAsync($"{Agent.Sessions}/{id}/chat", body)).Invalid((type, place));
        (await fixture.Host.PostAsync("/chat", body)).Invalid((type, place));
        Assert.Empty(await fixture.Host.HistoryAsync(id));
    }

    [Fact]
    public async Task Lengths_are_counted_in_code_points()
    {
        var id = await fixture.Host.CreateAsync();

        (await fixture.Host.AskAsync(id, string.Concat(Enumerable.Repeat("😀", 5000)))).Shown();
        (await fixture.Host.AskAsync(id, new string('x', 5001))).Invalid(("value_error", "body.content"));
        (await fixture.Host.PostAsync("/chat", new { source = new string('x', 129), content = "hi" })).Invalid(("value_error", "body.source"));
        (await fixture.Host.PostAsync("/chat", new { source = "x", content = "hi", metadata = new { a = new string('x', 17_000) } })).Invalid(("value_error", "body.metadata"));
    }

    [Fact]
    public async Task Every_failing_field_is_named() =>
        (await fixture.Host.PostAsync("/chat", """{"type":1,"metadata":1}""")).Invalid(
            ("missing", "body.source"), ("missing", "body.content"), ("enum", "body.type"), ("model_attributes_type", "body.metadata"));

    [Fact]
    public async Task A_body_that_is_too_large_is_413()
    {
        var id = await fixture.Host.CreateAsync();
        var body = new byte[1024 * 1024 + 1];
        Array.Fill(body, (byte)' ');

        (await RawHttp.SendAsync(fixture.Host, RawHttp.Request($"POST {Agent.Sessions}/{id}/chat", "Content-Type: application/json\r\n", body))).Refuses(413, "请求体过大");
    }

    [Theory]
    [InlineData("GET", "/sessions/x/y", 404, "Not Found")]
    [InlineData("GET", "/history/x", 404, "Not Found")]
    [InlineData("PUT", "/sessions", 405, "Method Not Allowed")]
    [InlineData("GET", "/chat", 405, "Method Not Allowed")]
    [InlineData("POST", "/history", 405, "Method Not Allowed")]
    public async Task Unknown_routes_and_wrong_methods_have_the_shape_of_the_contract(string method, string path, int status, string detail) =>
        (await fixture.Host.AskAsync(new HttpMethod(method), path, null)).Refuses(status, detail);

    [Fact]
    public async Task No_request_is_answered_5xx_and_the_service_goes_on()
    {
        var random = new Random();
        var seed = random.Next();
        random = new Random(seed);
        string Pick(string[] choices) => choices[random.Next(choices.Length)];
        for (var i = 0; i < 300; i++)
        {
            var members = new[] { "source", "content", "type", "models_usage", "metadata", "name" }.Where(_ => random.Next(3) > 0).Select(name => $"\"{name}\":{Pick(Values)}");
            var body = random.Next(8) == 0 ? Pick(Values) : "{" + string.Join(',', members) + "}";
            var line = $"{Pick(["GET", "POST", "POST", "PUT", "DELETE"])} {Pick(Paths)}";
            var request = RawHttp.Request(line, "Content-Type: application/json\r\n", Encoding.UTF8.GetBytes(body));

            var answer = await RawHttp.SendAsync(fixture.Host, request);

            Assert.True(answer.Status < 500, $"seed {seed}, request {i}: {line} {body} was answered {answer.Status} {answer.Text}");
        }

        (await fixture.Host.AskAsync(await fixture.Host.CreateAsync())).Shown();
    }
}
