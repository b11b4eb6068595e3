using Parley.Api.Tests.Host;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging;

[Collection(nameof(SilentHost))]
public sealed class OwedReplyTests(SilentHost fixture)
{
    [Fact]
    public async Task A_record_is_open_from_the_turn_that_accepts_the_message()
    {
        var session = Conversation.NewSession();
        var sent = await fixture.Host.PostMessageAsync(session, "hi");

        var list = await fixture.Host.ListRecordsAsync(session);

        var record = Assert.Single(list.GetProperty("records").EnumerateArray());
        Assert.Equal("0", record.Text("status"));
        Assert.Equal(sent.Text("message_id"), record.Text("user_message_id"));
        Assert.Null(record.TextOrNull("ai_message_id"));
        Assert.Null(record.TextOrNull("duration_ms"));
        Assert.Null(record.TextOrNull("error_message"));
    }

    [Fact]
    public async Task A_session_that_is_owed_too_much_says_come_back_later_and_keeps_what_it_took()
    {
        var session = Conversation.NewSession();
        for (var i = 0; i < 3; i++)
        {
            await fixture.Host.PostMessageAsync(session, $"{i}");
        }

        var refused = await fixture.Host.PostAsync(Requests.Send, new { content = "one too many", session_id = session });

        refused.IsError(503, 503, "服务繁忙，请稍后重试");
        Assert.Equal("1", refused.Headers["retry-after"]);
        Assert.Equal(["0", "1", "2"], (await fixture.Host.MessagesAsync(session)).Select(message => message.Text("msg_content")));
        Assert.Equal(200, (await fixture.Host.PostAsync(Requests.Send, new { content = "hi", session_id = Conversation.NewSession() })).Status);
    }

    [Fact]
    public async Task A_socket_is_told_of_the_overload_and_stays_open()
    {
        using var socket = await ImSocket.ConnectAsync(fixture.Host, Conversation.NewSession());
        await socket.ExpectAsync("welcome");
        for (var i = 0; i < 3; i++)
        {
            await socket.SendAsync(new { type = "send_message", content = $"{i}" });
            await socket.ExpectAsync("message_sent");
        }

        await socket.SendAsync(new { type = "send_message", content = "one too many" });

        Assert.Equal("""{"type":"error","message":"服务繁忙，请稍后重试","code":503}""", (await socket.ExpectAsync("error")).GetRawText());
        await socket.SendAsync(new { type = "ping" });
        await socket.ExpectAsync("pong");
    }
}
