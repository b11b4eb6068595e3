using Xunit;

namespace Parley.Workflows.Tests.OpenAi;

public sealed class BackOffTests
{
    private readonly ImpatientClock clock = new();

    [Theory]
    [InlineData(429, "7", false)]
    [InlineData(429, "7", true)]
    [InlineData(503, "7", false)]
    [InlineData(429, "Sun, 01 Mar 2026 12:00:07 GMT", false)]
    public async Task A_provider_without_room_is_asked_again_when_it_says_so(int status, string retryAfter, bool streamed)
    {
        await using var server = await ModelServer.StartAsync(
            Answers.Status(status, retryAfter), streamed ? Answers.Stream("Yes.") : Answers.Whole("Yes."));
        using var client = server.Client(clock: clock);

        Assert.Equal("Yes.", (await client.AskAsync(streamed)).Text);
        Assert.Equal([TimeSpan.FromSeconds(7)], clock.Waits);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_date_that_has_passed_is_now()
    {
        await using var server = await ModelServer.StartAsync(
            Answers.Status(429, "Sun, 01 Mar 2026 11:00:00 GMT"), Answers.Whole("Yes."));
        using var client = server.Client(clock: clock);

        Assert.Equal("Yes.", (await client.AskAsync(streamed: false)).Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("soon")]
    public async Task Without_a_time_the_waits_grow(string? retryAfter)
    {
        await using var server = await ModelServer.StartAsync(Answers.Status(429, retryAfter));
        using var client = server.Client(clock: clock);

        Assert.Equal("status 429", await client.FailAsync(streamed: false));
        Assert.Equal(2, clock.Waits.Count);
        Assert.True(clock.Waits[1] > clock.Waits[0], $"The waits were {string.Join(", ", clock.Waits)}.");
    }

    [Theory]
    [InlineData(429, false)]
    [InlineData(429, true)]
    [InlineData(503, false)]
    public async Task A_provider_that_never_has_room_is_asked_three_times(int status, bool streamed)
    {
        await using var server = await ModelServer.StartAsync(Answers.Status(status, "1"));
        using var client = server.Client(clock: clock);

        Assert.Equal($"status {status}", await client.FailAsync(streamed));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_provider_that_asks_for_an_hour_is_not_waited_for()
    {
        await using var server = await ModelServer.StartAsync(Answers.Status(429, "3600"));
        using var client = server.Client(clock: clock);

        Assert.Equal("status 429", await client.FailAsync(streamed: false));
        Assert.Empty(clock.Waits);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_callers_deadline_ends_a_wait()
    {
        await using var server = await ModelServer.StartAsync(Answers.Status(429, "50"));
        using var client = server.Client();
        using var deadline = new CancellationTokenSource();

        var call = client.AskAsync(streamed: false, deadline.Token);
        await server.Received;
        await deadline.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(server.Requests);
    }
}
