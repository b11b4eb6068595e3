using System.Net.WebSockets;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.Host;

[Collection(nameof(GuardedHost))]
public sealed class AuthenticationTests(GuardedHost fixture)
{
    private const string Bearer = "Bearer " + GuardedHost.Token;

    [Theory]
    [InlineData("/api/message/list?session_id=s")]
    [InlineData("/api/ai/records?session_id=s")]
    [InlineData("/api/message/msg_20250127120000_abc12345")]
    [InlineData("/api/message/nothing/here")]
    [InlineData("/ws/u")]
    public async Task Without_the_token_the_contract_answers_401(string path)
    {
        (await fixture.Host.GetAsync(path)).IsError(401, 401, "未授权");
        foreach (var wrong in new[] { "Bearer", "Bearer ", "Bearer x", Bearer + "x", "Basic " + GuardedHost.Token, GuardedHost.Token, "Bearer 密" })
        {
            (await fixture.Host.GetAsync(path, ("Authorization", Uri.EscapeDataString(wrong).Replace("%20", " ", StringComparison.Ordinal)))).IsError(401, 401);
        }
    }

    [Fact]
    public async Task A_send_without_the_token_has_no_effect()
    {
        (await fixture.Host.PostAsync(Requests.Send, new { content = "hi", session_id = "s" })).IsError(401, 401, "未授权");

        var list = await fixture.Host.GetAsync("/api/message/list?session_id=s", ("Authorization", Bearer));
        Assert.Equal((200, 0), (list.Status, list.Json.GetProperty("total").GetInt32()));
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    public async Task With_the_token_the_contract_works(string scheme)
    {
        var answer = await fixture.Host.PostAsync(
            Requests.Send, new { content = "hi", session_id = "with-token" }, ("Authorization", $"{scheme} {GuardedHost.Token}"));

        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    [InlineData("/healthz")]
    [InlineData("/health")]
    public async Task Probes_are_open(string path) => Assert.Equal(200, (await fixture.Host.GetAsync(path)).Status);

    [Theory]
    [InlineData("/")]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/nothing")]
    [InlineData("/livez/x")]
    public async Task All_else_is_closed(string path) => Assert.Equal(401, (await fixture.Host.GetAsync(path)).Status);

    [Theory]
    [InlineData("/api/message/list?session_id=s&access_token=" + GuardedHost.Token)]
    [InlineData("/ws/u?access_token=" + GuardedHost.Token)]
    public async Task Requests_that_can_have_headers_do_not_take_the_token_from_the_query(string path) =>
        (await fixture.Host.GetAsync(path)).IsError(401, 401);

    [Fact]
    public async Task A_socket_takes_the_token_from_the_query_or_the_header()
    {
        await ConnectAsync("?access_token=" + GuardedHost.Token, null);
        await ConnectAsync("", Bearer);
        foreach (var (query, header) in new (string, string?)[] { ("", null), ("?access_token=x", null), ("?access_token=", null), ("", "Bearer x") })
        {
            var refused = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(query, header));
            Assert.Contains("401", refused.Message, StringComparison.Ordinal);
        }
    }

    private async Task ConnectAsync(string query, string? header)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var socket = new ClientWebSocket();
        if (header is not null)
        {
            socket.Options.SetRequestHeader("Authorization", header);
        }

        await socket.ConnectAsync(new UriBuilder(fixture.Host.At("/ws/u" + query)) { Scheme = "ws" }.Uri, deadline.Token);
    }
}
