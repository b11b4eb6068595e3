using Xunit;

namespace Parley.Workflows.Tests.OpenAi;

public sealed class SizeTests
{
    [Fact]
    public async Task An_answer_of_ten_megabytes_is_not_read_to_its_end()
    {
        await using var server = await ModelServer.StartAsync(Answers.Stall(Answers.Whole(new string('x', 10_000_000))));
        using var client = server.Client();

        Assert.Equal("answer too large", await client.FailAsync(streamed: false));
        await server.Aborted;
    }

    [Fact]
    public async Task An_error_of_ten_megabytes_is_not_read_to_its_end()
    {
        await using var server = await ModelServer.StartAsync(async context =>
        {
            context.Response.StatusCode = 500;
            await Answers.Stall(Answers.Whole(new string('x', 10_000_000)))(context);
        });
        using var client = server.Client();

        Assert.Equal("answer too large", await client.FailAsync(streamed: true));
        await server.Aborted;
    }

    [Fact]
    public async Task An_endless_answer_is_not_read_for_ever()
    {
        // It claims to be a stream, which nobody asked for.
        await using var server = await ModelServer.StartAsync(Answers.Endless("text/event-stream", "", $"data: {Answers.Piece("more")}\n\n"));
        using var client = server.Client();

        Assert.Equal("answer too large", await client.FailAsync(streamed: false));
        await server.Aborted;
    }

    [Fact]
    public async Task An_endless_stream_is_not_read_for_ever()
    {
        await using var server = await ModelServer.StartAsync(
            Answers.Endless("text/event-stream", "", $"data: {Answers.Piece(new string('x', 1000))}\n\n"));
        using var client = server.Client();

        Assert.Equal("answer too large", await client.FailAsync(streamed: true));
        await server.Aborted;
    }

    [Theory]
    [InlineData("data: ", "endless line ")]
    [InlineData("", "data: endless event\n")]
    public async Task An_endless_event_is_not_read_for_ever(string beginning, string repeated)
    {
        await using var server = await ModelServer.StartAsync(Answers.Endless("text/event-stream", beginning, repeated));
        using var client = server.Client();

        Assert.Equal("answer too large", await client.FailAsync(streamed: true));
        await server.Aborted;
    }

    [Fact]
    public async Task A_stream_may_be_longer_than_any_one_of_its_events()
    {
        var pieces = Enumerable.Range(0, 2000).Select(number => $"{number} ").ToArray();
        await using var server = await ModelServer.StartAsync(Answers.Stream(pieces));
        using var client = server.Client();

        Assert.Equal(string.Concat(pieces), (await client.AskAsync(streamed: true)).Text);
    }
}
