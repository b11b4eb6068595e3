using System.Text.Json;
using Microsoft.Extensions.AI;
using Parley.Workflows.Models.OpenAi;
using Xunit;

namespace Parley.Workflows.Tests.OpenAi;

public sealed class RequestTests
{
    private static readonly ChatMessage[] Conversation =
    [
        new(ChatRole.System, "客户是会员"),
        new(ChatRole.User, "多久发货？"),
        new(ChatRole.Assistant, "一般 48 小时内。"),
        new(ChatRole.User, "Really?"),
    ];

    [Fact]
    public async Task A_request_says_who_asks_what_of_which_model()
    {
        await using var server = await ModelServer.StartAsync(Answers.Whole("Yes."));
        using var client = Client(server, Calls.Key, temperature: 0.25f);

        await client.GetResponseAsync(Conversation, new ChatOptions { Instructions = "Be brief." });

        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/v1/chat/completions", $"Bearer {Calls.Key}"), (request.Method, request.Path, request.Authorization));
        AssertJson(
            """
            {"model":"shop-1","temperature":0.25,"messages":[
              {"role":"system","content":"Be brief."},
              {"role":"system","content":"客户是会员"},
              {"role":"user","content":"多久发货？"},
              {"role":"assistant","content":"一般 48 小时内。"},
              {"role":"user","content":"Really?"}]}
            """,
            request.Body);
    }

    [Fact]
    public async Task A_streamed_request_asks_for_usage_too()
    {
        await using var server = await ModelServer.StartAsync(Answers.Stream("Yes."));
        using var client = Client(server, Calls.Key);

        await client.GetStreamingResponseAsync("Really?").ToChatResponseAsync();

        AssertJson(
            """
            {"model":"shop-1","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"Really?"}]}
            """,
            Assert.Single(server.Requests).Body);
    }

    [Fact]
    public async Task A_schema_is_passed_on_and_strict_when_it_is_closed()
    {
        await using var server = await ModelServer.StartAsync(Answers.Whole("""{"score":4}"""));
        using var client = Client(server, Calls.Key, temperature: 1);
        var closed = JsonElement.Parse("""{"type":"object","properties":{"score":{"type":"integer"}},"required":["score"],"additionalProperties":false}""");
        var open = JsonElement.Parse("""{"type":"object"}""");

        await client.GetResponseAsync("Really?", new ChatOptions
        {
            ResponseFormat = ChatResponseFormat.ForJsonSchema(closed, "satisfaction", "How content the customer is"),
            Temperature = 0,
        });
        await client.GetResponseAsync("Really?", new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(open) });
        await client.GetResponseAsync("Really?", new ChatOptions { ResponseFormat = ChatResponseFormat.Json });

        Assert.Equal(0, server.Requests[0].Body.GetProperty("temperature").GetDouble());
        AssertJson(
            $$"""
            {"type":"json_schema","json_schema":{"name":"satisfaction","description":"How content the customer is","strict":true,"schema":{{closed}} } }
            """,
            server.Requests[0].Body.GetProperty("response_format"));
        AssertJson(
            """{"type":"json_schema","json_schema":{"name":"answer","schema":{"type":"object"}}}""",
            server.Requests[1].Body.GetProperty("response_format"));
        AssertJson("""{"type":"json_object"}""", server.Requests[2].Body.GetProperty("response_format"));
    }

    [Fact]
    public async Task Without_a_key_none_is_sent()
    {
        await using var server = await ModelServer.StartAsync(Answers.Whole("Yes."));
        using var client = Client(server, key: null);

        await client.AskAsync(streamed: false);

        Assert.Null(Assert.Single(server.Requests).Authorization);
    }

    private static OpenAiChatClient Client(ModelServer server, string? key, float? temperature = null) => new(
        new OpenAiEndpoint(new OpenAiSettings
        {
            // A slash at the end changes nothing.
            BaseUrl = new Uri($"{server.BaseUrl}/"),
            ApiKey = key,
            Model = "shop-1",
            Temperature = temperature,
        }),
        TimeProvider.System);

    private static void AssertJson(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), actual), $"Expected {expected}, not {actual}.");
}
