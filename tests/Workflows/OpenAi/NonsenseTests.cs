using Xunit;

namespace Parley.Workflows.Tests.OpenAi;

public sealed class NonsenseTests
{
    [Theory]
    [InlineData("<html><body>Welcome to nginx!</body></html>")]
    [InlineData("{\"choices\":[")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"choices\":[]}")]
    [InlineData("{\"choices\":null}")]
    [InlineData("{\"choices\":\"many\"}")]
    [InlineData("{\"choices\":[{\"message\":null,\"finish_reason\":\"stop\"}]}")]
    [InlineData("{\"error\":{\"message\":\"overloaded\"}}")]
    public async Task Nonsense_is_a_malformed_answer(string body)
    {
        await using var server = await ModelServer.StartAsync(Answers.Body("application/json", body));
        using var client = server.Client();

        Assert.Equal("malformed answer", await client.FailAsync(streamed: false));
    }

    [Theory]
    [InlineData("<html><body>Welcome to nginx!</body></html>")]
    [InlineData("")]
    [InlineData("data: {\"choices\":[\n\n")]
    [InlineData("data: <html>\n\n")]
    [InlineData("data: [DONE]\n\n")]
    [InlineData("data: {\"choices\":\"many\"}\n\n")]
    [InlineData("data: {\"error\":{\"message\":\"overloaded\"}}\n\n")]
    public async Task A_stream_of_nonsense_is_a_malformed_answer(string body)
    {
        await using var server = await ModelServer.StartAsync(Answers.Body("text/event-stream", body));
        using var client = server.Client();

        Assert.Equal("malformed answer", await client.FailAsync(streamed: true));
    }

    [Fact]
    public async Task A_stream_that_ends_without_saying_so_is_a_malformed_answer()
    {
        await using var server = await ModelServer.StartAsync(Answers.Events(Answers.Piece("一般")));
        using var client = server.Client();

        Assert.Equal("malformed answer", await client.FailAsync(streamed: true));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("42")]
    [InlineData("{\"a\":1}")]
    public async Task An_answer_without_words_is_an_empty_answer(string content)
    {
        await using var server = await ModelServer.StartAsync(Answers.Body(
            "application/json", $$"""{"choices":[{"message":{"role":"assistant","content":{{content}}},"finish_reason":"stop"}]}"""));
        using var client = server.Client();

        Assert.Equal("empty answer", await client.FailAsync(streamed: false));
    }
}
