using System.Net.Sockets;
using Microsoft.Extensions.AI;
using Parley.Workflows.Models.OpenAi;
using Xunit;

namespace Parley.Workflows.Tests.OpenAi;

public sealed class FailureTests
{
    [Theory]
    [InlineData(401, false)]
    [InlineData(401, true)]
    [InlineData(404, false)]
    [InlineData(500, false)]
    [InlineData(500, true)]
    public async Task A_refusal_is_named_by_its_status_and_not_repeated(int status, bool streamed)
    {
        await using var server = await ModelServer.StartAsync(Answers.Status(status), Answers.Whole("Too late."));
        using var client = server.Client();

        Assert.Equal($"status {status}", await client.FailAsync(streamed));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silence_ends_with_the_timeout_of_a_try(bool streamed)
    {
        await using var server = await ModelServer.StartAsync(Answers.Silence());
        using var client = server.Client(timeout: TimeSpan.FromMilliseconds(200));

        Assert.Equal("timeout", await client.FailAsync(streamed));
        await server.Aborted;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_stalls_ends_with_the_timeout_of_a_try(bool streamed)
    {
        await using var server = await ModelServer.StartAsync(Answers.Stall(
            streamed ? Answers.Events(Answers.Piece("一般")) : Answers.Body("application/json", "{\"choices\":[")));
        using var client = server.Client(timeout: TimeSpan.FromMilliseconds(500));

        Assert.Equal("timeout", await client.FailAsync(streamed));
        await server.Aborted;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_cut_midway_is_a_failure(bool streamed)
    {
        await using var server = await ModelServer.StartAsync(Answers.Cut(
            streamed ? Answers.Events(Answers.Piece("一般")) : Answers.Body("application/json", "{\"choices\":[")));
        using var client = server.Client();

        Assert.Equal("connection failed", await client.FailAsync(streamed));
    }

    [Fact]
    public void A_connection_reset_while_it_is_made_is_a_failure() =>
        Assert.Equal("connection failed", Failure.Of(new SocketException()).Kind);

    [Fact]
    public async Task A_server_that_is_gone_is_a_failure()
    {
        var server = await ModelServer.StartAsync(Answers.Silence());
        using var client = server.Client();
        await server.DisposeAsync();

        Assert.Equal("connection failed", await client.FailAsync(streamed: false));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelling_hangs_up_and_is_no_failure_of_the_model(bool streamed)
    {
        await using var server = await ModelServer.StartAsync(Answers.Silence());
        using var client = server.Client();
        using var cancellation = new CancellationTokenSource();

        var call = client.AskAsync(streamed, cancellation.Token);
        await server.Received;
        await cancellation.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancellation.Token, cancelled.CancellationToken);
        await server.Aborted;
    }
}
