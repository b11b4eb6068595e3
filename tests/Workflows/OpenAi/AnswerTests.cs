using Microsoft.Extensions.AI;
using Xunit;

namespace Parley.Workflows.Tests.OpenAi;

public sealed class AnswerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_comes_with_its_usage_model_and_reason(bool streamed)
    {
        await using var server = await ModelServer.StartAsync(streamed ? Answers.Stream("一般 ", "48 小时", "内。🚚") : Answers.Whole("一般 48 小时内。🚚"));
        using var client = server.Client();

        var response = await client.AskAsync(streamed);

        Assert.Equal("一般 48 小时内。🚚", response.Text);
        Assert.Equal(ChatRole.Assistant, Assert.Single(response.Messages).Role);
        Assert.Equal((12L, 5L, 17L), (response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount, response.Usage?.TotalTokenCount));
        Assert.Equal(("chatcmpl-1", "shop-1", ChatFinishReason.Stop), (response.ResponseId, response.ModelId, response.FinishReason));
        Assert.Equal(streamed, Assert.Single(server.Requests).Streamed);
    }

    [Fact]
    public async Task The_least_that_a_compatible_server_may_say_is_an_answer()
    {
        await using var server = await ModelServer.StartAsync(
            Answers.Body("application/json", """{"choices":[{"message":{"role":"assistant","content":"Yes."},"finish_reason":"stop"}]}"""));
        using var client = server.Client();

        var response = await client.AskAsync(streamed: false);

        Assert.Equal("Yes.", response.Text);
        Assert.Null(response.Usage);
    }

    [Fact]
    public async Task Pieces_arrive_before_the_answer_is_complete()
    {
        await using var server = await ModelServer.StartAsync(Answers.Stall(Answers.Events(Answers.Piece("一般"))));
        using var client = server.Client();

        await using (var pieces = client.GetStreamingResponseAsync("多久发货？").GetAsyncEnumerator())
        {
            Assert.True(await pieces.MoveNextAsync());
            Assert.Equal("一般", pieces.Current.Text);
        }

        await server.Aborted;
    }
}
